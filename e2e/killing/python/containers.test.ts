/** `kill -9` of Python containers, or of what holds them together, while the official client calls. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { describe, test } from "node:test";
import { killOne } from "../kill-one.ts";
import { Randomness, readSeed } from "../randomness.ts";
import { World, type LauncherName } from "../world.ts";
import { allKinds, pythonCallers, skip } from "./python-callers.ts";
import { shareState } from "./shared-state.ts";

const randomness = new Randomness(readSeed());

const pauseMsMax = 250;
const progressMax = 20;
/** An input that loses eight containers in a row is told so, and so are those for whom three never start. */
const errorsAllowed = /^RemoteError: Container(Lost|Start)Error: /;

const plans: readonly { readonly launcher: LauncherName; readonly kills: number }[] = [
  { launcher: "bubblewrap", kills: 8 },
  { launcher: "process", kills: 5 },
];
const title = `kill -9 of Python containers (KILL_SEED=${randomness.seed} repeats it)`;

describe(title, { concurrency: 1, skip }, () => {
  const state = shareState();

  for (const { launcher, kills } of plans) {
    test(`${launcher}: no input is lost, none has two results`, { timeout: 150_000 }, async (t) => {
      const world = await World.start(launcher, pythonCallers("1.6.4"), state);
      try {
        world.startClient("client0", randomness.below(1e9), allKinds, pythonCallers("1.5.5"));
        world.startClient("client1", randomness.below(1e9), allKinds, pythonCallers("1.6.4"));
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
