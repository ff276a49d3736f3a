/** `kill -9` of the server while calls of all kinds run, and a new one on the same state and port. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { describe, test } from "node:test";
import type { CallKind } from "./callers.ts";
import { killServer } from "./kill-server.ts";
import { Randomness, readSeed } from "./randomness.ts";
import { allKinds } from "./typescript/typescript-callers.ts";
import { World, type LauncherName } from "./world.ts";

const randomness = new Randomness(readSeed());

/** From "it answers" to the kill. */
const livesMsMax = 400;
/** Clients see so many results of a new server before it is killed. */
const progressMax = 30;

interface Plan {
  readonly title: string;
  readonly launcher: LauncherName;
  readonly kills: number;
  /** What each client process does. */
  readonly clients: readonly (readonly CallKind[])[];
}

const plans: readonly Plan[] = [
  {
    title: "spawn and spawnMap: what was acknowledged has its result",
    launcher: "bubblewrap",
    kills: 8,
    clients: [["spawn"], ["spawnMap"]],
  },
  {
    title: "map and generators: their readers see all of it, in order",
    launcher: "bubblewrap",
    kills: 8,
    clients: [["map"], ["generator"]],
  },
  {
    title: "remote and all others at once, with plain processes",
    launcher: "process",
    kills: 8,
    clients: [["remote"], allKinds],
  },
];

describe(`kill -9 of the server (KILL_SEED=${randomness.seed} repeats it)`, { concurrency: 1 }, () => {
  for (const plan of plans) {
    test(plan.title, { timeout: 120_000 }, async (t) => {
      const world = await World.start(plan.launcher);
      try {
        for (const [i, kinds] of plan.clients.entries()) {
          world.startClient(`client${i}`, randomness.below(1e9), kinds);
        }
        for (let kill = 0; kill < plan.kills; kill += 1) {
          await world.clients.progress(1 + randomness.below(progressMax));
          await delay(randomness.below(livesMsMax));
          await killServer(world);
        }
        const events = await world.finish();
        t.diagnostic(`${plan.kills} kills: ${await world.judge(events)}`);
        assert.deepEqual(
          events.filter(({ kind }) => kind === "refused"),
          [],
          "a server that comes back within a minute is no reason for an error",
        );
      } finally {
        await world.stop();
      }
    });
  }
});
