/** `kill -9` of the server while the official client calls, and a new one on the same state and port. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { describe, test } from "node:test";
import { killServer } from "../kill-server.ts";
import { waitUntilGone } from "../processes.ts";
import { Randomness, readSeed } from "../randomness.ts";
import { World } from "../world.ts";
import { allKinds, pythonCallers, skip } from "./python-callers.ts";
import { shareState } from "./shared-state.ts";

const randomness = new Randomness(readSeed());

/** From "it answers" to the kill. */
const livesMsMax = 400;
/** Clients see so many results of a new server before it is killed. */
const progressMax = 20;
/** One poll of a result, of 55 s, survives three. */
const kills = 3;

/** The client, and the official entrypoint, ask again for 0.7 s. */
const outageMs = 1_000;
const disconnected = /^Connection(Reset)?Error: |^StreamTerminatedError: /;

/** Everything is four times slower where others build as well. */
const timeout = 150_000;

const title = `kill -9 of the server of Python callers (KILL_SEED=${randomness.seed} repeats it)`;

describe(title, { concurrency: 1, skip }, () => {
  const state = shareState();

  test("while its port is kept, every caller goes on", { timeout }, async (t) => {
    const options = { stateDirectory: state.stateDirectory, isKept: true };
    const world = await World.start("bubblewrap", pythonCallers("1.6.4"), options);
    try {
      world.startClient("client0", randomness.below(1e9), allKinds, pythonCallers("1.5.5"));
      world.startClient("client1", randomness.below(1e9), allKinds);
      world.startClient("client2", randomness.below(1e9), ["map", "generator"]);
      for (let kill = 0; kill < kills; kill += 1) {
        await world.clients.progress(1 + randomness.below(progressMax));
        await delay(randomness.below(livesMsMax));
        await killServer(world);
      }
      const events = await world.finish();
      t.diagnostic(`${kills} kills: ${await world.judge(events)}`);
      assert.deepEqual(
        events.filter(({ kind }) => kind === "refused"),
        [],
      );
    } finally {
      await world.stop();
    }
  });

  test("after an outage that idle containers cannot outlive, calls succeed", { timeout }, async (t) => {
    const world = await World.start("process", pythonCallers("1.6.4"), state);
    try {
      world.startClient("client0", randomness.below(1e9), allKinds);
      await world.clients.progress(20);
      await world.clients.finish();
      const idle = world.containers();
      assert.ok(idle.length > 0);
      world.startClient("client1", randomness.below(1e9), ["remote"]);
      await world.clients.progress(2);
      await world.lydian.kill();
      await waitUntilGone(idle);
      await delay(outageMs);
      await world.lydian.restart();
      await world.clients.progress(5);
      const events = await world.finish();
      t.diagnostic(await world.judge(events));
      const refused = events.filter((event) => event.kind === "refused");
      assert.deepEqual(
        refused.filter(({ error }) => !disconnected.test(error)),
        [],
      );
    } finally {
      await world.stop();
    }
  });
});
