/** `kill -9` of containers, or of what holds them together, while calls of all kinds run. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { describe, test } from "node:test";
import { allKinds } from "./typescript/typescript-callers.ts";
import { killOne } from "./kill-one.ts";
import { Randomness, readSeed } from "./randomness.ts";
import { World, type LauncherName } from "./world.ts";

const randomness = new Randomness(readSeed());

const pauseMsMax = 250;
const progressMax = 20;
/** An input that loses eight containers in a row is told so, and so are those for whom three never start. */
const errorsAllowed = /^Container(Lost|Start)Error: /;

const plans: readonly { readonly launcher: LauncherName; readonly kills: number }[] = [
  { launcher: "bubblewrap", kills: 20 },
  { launcher: "process", kills: 12 },
];

describe(`kill -9 of containers (KILL_SEED=${randomness.seed} repeats it)`, { concurrency: 1 }, () => {
  for (const { launcher, kills } of plans) {
    test(`${launcher}: no input is lost, none has two results`, { timeout: 150_000 }, async (t) => {
      const world = await World.start(launcher);
      try {
        for (const name of ["client0", "client1"]) {
          world.startClient(name, randomness.below(1e9), allKinds);
        }
        for (let kill = 0; kill < kills;) {
          await world.clients.progress(1 + randomness.below(progressMax));
          await delay(randomness.below(pauseMsMax));
          kill += killOne(world.containers(), randomness);
        }
        const events = await world.finish();
        t.diagnostic(`${kills} kills: ${await world.judge(events, errorsAllowed)}`);
        const refused = events.filter((event) => event.kind === "refused");
        assert.deepEqual(
          refused.filter(({ error }) => !errorsAllowed.test(error)),
          [],
        );
      } finally {
        await world.stop();
      }
    });
  }
});
