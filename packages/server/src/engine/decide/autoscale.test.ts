import assert from "node:assert/strict";
import { test } from "node:test";
import { autoscalerDefaults } from "../../model/settings.ts";
import { autoscale, isAtItsLimit, type ContainerSnapshot, type PoolSnapshot } from "./autoscale.ts";

const nowMs = 100_000;

function snapshot(changes: Partial<PoolSnapshot>): PoolSnapshot {
  return {
    nowMs,
    queued: 0,
    containers: [],
    settings: autoscalerDefaults,
    inputsPerContainer: 1,
    room: 100,
    bootsAtOnceMax: 4,
    bootsNotBeforeMs: 0,
    ...changes,
  };
}

function idle(number: number, forMs: number): ContainerSnapshot {
  return { containerId: `ta-${number}`, isBooting: false, running: 0, idleSinceMs: nowMs - forMs };
}

function busy(number: number): ContainerSnapshot {
  return { ...idle(number, 1_000_000), running: 1 };
}

test("autoscale() starts from zero what its work needs, at most so many at once", () => {
  assert.equal(autoscale(snapshot({})).start, 0);
  assert.equal(autoscale(snapshot({ queued: 3 })).start, 3);
  assert.equal(autoscale(snapshot({ queued: 10, inputsPerContainer: 4 })).start, 3);
  assert.equal(autoscale(snapshot({ queued: 50 })).start, 4);
  const booting = { ...idle(1, 0), isBooting: true };
  assert.equal(autoscale(snapshot({ queued: 50, containers: [booting] })).start, 3);
});

test("autoscale() never exceeds maxContainers nor the room, but always lets a function have one (A1)", () => {
  const settings = { ...autoscalerDefaults, maxContainers: 2 };
  assert.equal(autoscale(snapshot({ queued: 50, settings })).start, 2);
  assert.deepEqual(autoscale(snapshot({ queued: 3, room: 0 })), { start: 1, stop: [], short: 2 });
  assert.deepEqual(autoscale(snapshot({ queued: 3, room: 0, containers: [busy(1)] })), {
    start: 0,
    stop: [],
    short: 3,
  });
});

test("autoscale() stops what was idle for the window, the longest first, and nothing that runs (A2)", () => {
  const containers = [idle(1, 59_999), idle(2, 60_000), busy(3)];
  const plan = autoscale(snapshot({ containers }));
  assert.deepEqual(plan.stop, ["ta-2"]);
  assert.equal(plan.againAtMs, nowMs + 1);
  assert.deepEqual(autoscale(snapshot({ containers: [busy(1), busy(2)] })).stop, []);
});

test("autoscale() keeps minContainers, and bufferContainers more while there is work (A3)", () => {
  const settings = { ...autoscalerDefaults, minContainers: 1, bufferContainers: 2 };
  assert.equal(autoscale(snapshot({ settings })).start, 1);
  assert.equal(autoscale(snapshot({ settings, queued: 1 })).start, 3);
  const old = [idle(1, 90_000), idle(2, 80_000), idle(3, 70_000)];
  assert.deepEqual(autoscale(snapshot({ settings, containers: old })).stop, ["ta-1", "ta-2"]);
  assert.deepEqual(autoscale(snapshot({ settings, containers: [...old, busy(4)] })).stop, ["ta-1"]);
});

test("autoscale() waits after failed starts, and says until when", () => {
  const plan = autoscale(snapshot({ queued: 1, bootsNotBeforeMs: nowMs + 500 }));
  assert.deepEqual(plan, { start: 0, stop: [], short: 0, againAtMs: nowMs + 500 });
});

test("isAtItsLimit() says that autoscale() has nothing to do, whatever is queued", () => {
  const settings = { ...autoscalerDefaults, minContainers: 1, bufferContainers: 1, maxContainers: 2 };
  const booting = { ...idle(3, 0), isBooting: true };
  const full = [
    [busy(1), busy(2)],
    [busy(1), booting],
    [busy(1), busy(2), booting],
  ];
  for (const containers of full) {
    for (const queued of [0, 1, 50]) {
      for (const room of [-1, 0, 100]) {
        const at = snapshot({ containers, settings, queued, room, bootsNotBeforeMs: nowMs + 1 });
        assert.ok(isAtItsLimit(at));
        assert.deepEqual(autoscale(at), { start: 0, stop: [], short: 0 });
      }
    }
  }
});

test("isAtItsLimit() never says so of a function that may have more, or has one that is idle", () => {
  const settings = { ...autoscalerDefaults, maxContainers: 2 };
  assert.equal(isAtItsLimit(snapshot({ containers: [busy(1)], settings })), false);
  assert.equal(isAtItsLimit(snapshot({ containers: [busy(1), idle(2, 0)], settings })), false);
  assert.equal(isAtItsLimit(snapshot({ containers: [busy(1), busy(2)] })), false);
  assert.equal(isAtItsLimit(snapshot({ settings })), false);
});
