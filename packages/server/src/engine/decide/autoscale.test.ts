import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { autoscalerDefaults } from "../../model/settings.ts";
import {
  autoscale,
  containersWanted,
  type ContainerSnapshot,
  isAtItsLimit,
  type PoolSnapshot,
} from "./autoscale.ts";

const nowMs = 100_000;

function snapshot(changes: Partial<PoolSnapshot>): PoolSnapshot {
  return {
    nowMs,
    queued: 0,
    containers: [],
    settings: autoscalerDefaults,
    inputsPerContainer: 1,
    startupMs: 0,
    allotted: Number.POSITIVE_INFINITY,
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
  assert.deepEqual(autoscale(snapshot({ queued: 3, room: 0 })), { start: 1, stop: [], short: 3 });
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

test("isAtItsLimit() never says so of a function that may have more, has one that is idle, or too many", () => {
  const settings = { ...autoscalerDefaults, maxContainers: 2 };
  assert.equal(isAtItsLimit(snapshot({ containers: [busy(1)], settings })), false);
  assert.equal(isAtItsLimit(snapshot({ containers: [busy(1), idle(2, 0)], settings })), false);
  assert.equal(isAtItsLimit(snapshot({ containers: [busy(1), busy(2), busy(3)], settings })), false);
  assert.equal(isAtItsLimit(snapshot({ containers: [busy(1), busy(2)] })), false);
  assert.equal(isAtItsLimit(snapshot({ settings })), false);
});

test("autoscale() starts none for inputs that will have begun elsewhere by then (A4)", () => {
  const quick = { containers: [busy(1)], startupMs: 300, inputMs: 10 };
  assert.equal(autoscale(snapshot({ ...quick, queued: 20 })).start, 0);
  assert.equal(autoscale(snapshot({ ...quick, queued: 20 })).againAtMs, nowMs + 300);
  assert.equal(autoscale(snapshot({ ...quick, queued: 31 })).start, 1);
  assert.equal(autoscale(snapshot({ ...quick, queued: 20, inputMs: 400 })).start, 4, "what runs takes long");
  const nothing = { ...quick, containers: [] };
  assert.equal(
    autoscale(snapshot({ ...nothing, queued: 20 })).start,
    4,
    "nobody is there who could begin them",
  );
});

test("autoscale() takes no queue that stays for a burst (A4)", () => {
  const quick = { containers: [busy(1)], startupMs: 300, inputMs: 10, queued: 20 };
  assert.equal(autoscale(snapshot({ ...quick, waitingSinceMs: nowMs - 50 })).start, 0);
  assert.equal(autoscale(snapshot({ ...quick, waitingSinceMs: nowMs - 300 })).start, 4);
});

test("autoscale() keeps the buffer between two inputs, until the last one is a window ago (A3)", () => {
  const settings = { ...autoscalerDefaults, bufferContainers: 1 };
  const containers = [idle(1, 90_000), idle(2, 10_000)];
  const active = { settings, lastInputAtMs: nowMs - 10_000 };
  const both = autoscale(snapshot({ ...active, containers }));
  assert.deepEqual([both.stop, both.againAtMs], [[], nowMs + 50_000], "one was used, one is extra");
  const alone = autoscale(snapshot({ ...active, containers: [idle(1, 90_000)] }));
  assert.deepEqual([alone.stop, alone.againAtMs], [[], nowMs + 50_000]);
  const three = [...containers, idle(3, 80_000)];
  assert.deepEqual(autoscale(snapshot({ ...active, containers: three })).stop, ["ta-1"]);
  const over = { settings, lastInputAtMs: nowMs - 60_000 };
  assert.deepEqual(autoscale(snapshot({ ...over, containers })).stop, ["ta-1"]);
});

test("autoscale() lets go at once of what is above a lower maxContainers, and starts nothing (A2)", () => {
  const settings = { ...autoscalerDefaults, maxContainers: 2 };
  const booting = { ...idle(5, 0), isBooting: true };
  const containers = [busy(1), idle(2, 0), busy(3), { ...busy(4), running: 2 }, booting];
  const plan = autoscale(snapshot({ containers, settings, queued: 9 }));
  assert.deepEqual([plan.stop, plan.start], [["ta-2", "ta-1", "ta-3"], 0]);
});

test("autoscale() starts no more than are allotted, which is not for want of room", () => {
  const plan = autoscale(snapshot({ queued: 50, containers: [busy(1), busy(2)], allotted: 3 }));
  assert.deepEqual(plan, { start: 1, stop: [], short: 0 });
});

const snapshots = fc
  .record({
    queued: fc.nat(200),
    inputsPerContainer: fc.integer({ min: 1, max: 8 }),
    startupMs: fc.nat(2_000),
    inputMs: fc.option(fc.nat(5_000), { nil: undefined }),
    waitedMs: fc.option(fc.nat(5_000), { nil: undefined }),
    lastInputMs: fc.option(fc.nat(100_000), { nil: undefined }),
    allotted: fc.nat(30),
    room: fc.integer({ min: -3, max: 30 }),
    bootsNotBeforeMs: fc.constantFrom(0, nowMs + 500),
    minContainers: fc.nat(4),
    maxContainers: fc.option(fc.integer({ min: 4, max: 20 }), { nil: undefined }),
    bufferContainers: fc.nat(3),
    scaledownWindowMs: fc.nat(90_000),
    containers: fc.array(
      fc.record({ isBooting: fc.boolean(), running: fc.nat(8), idleForMs: fc.nat(100_000) }),
      { maxLength: 20 },
    ),
  })
  .map((drawn) => {
    const { minContainers, maxContainers, bufferContainers, scaledownWindowMs, inputMs, ...rest } = drawn;
    const { waitedMs, lastInputMs } = drawn;
    return snapshot({
      ...rest,
      ...(inputMs === undefined ? {} : { inputMs }),
      ...(waitedMs === undefined ? {} : { waitingSinceMs: nowMs - waitedMs }),
      ...(lastInputMs === undefined ? {} : { lastInputAtMs: nowMs - lastInputMs }),
      settings: {
        minContainers,
        bufferContainers,
        scaledownWindowMs,
        ...(maxContainers === undefined ? {} : { maxContainers }),
      },
      containers: drawn.containers.map(({ isBooting, running, idleForMs }, i) => ({
        containerId: `ta-${i}`,
        isBooting,
        running: isBooting ? 0 : Math.min(running, drawn.inputsPerContainer),
        idleSinceMs: nowMs - idleForMs,
      })),
    });
  });

test("autoscale() keeps A1 to A3 whatever it sees", () => {
  fc.assert(
    fc.property(snapshots, (at) => {
      const { start, stop, short, againAtMs } = autoscale(at);
      const there = at.containers.length;
      const most = at.settings.maxContainers ?? Number.POSITIVE_INFINITY;
      assert.ok(start >= 0 && short >= 0 && (start === 0 || stop.length === 0));
      assert.ok(start === 0 || there + start <= most, "A1: maxContainers");
      assert.ok(start <= Math.max(0, at.room, there === 0 ? 1 : 0), "A1: room");
      assert.ok(start === 0 || there + start <= Math.max(at.allotted, 1), "A1: allotted");
      for (const { containerId, running, isBooting, idleSinceMs } of at.containers) {
        if (!stop.includes(containerId)) continue;
        assert.ok(!isBooting);
        if (there > most) continue;
        assert.ok(running === 0 && !isBooting, "A2: runs");
        assert.ok(nowMs - idleSinceMs >= at.settings.scaledownWindowMs, "A2: window");
      }
      assert.ok(stop.length === 0 || there - stop.length >= at.settings.minContainers, "A3");
      assert.ok(againAtMs === undefined || againAtMs > nowMs, "looks again later, not at once");
    }),
    { numRuns: 5_000 },
  );
});

test("autoscale() has nothing to add to its own plan once that is carried out: it does not flap", () => {
  fc.assert(
    fc.property(snapshots, (at) => {
      const { start, stop } = autoscale(at);
      const started = Array.from({ length: start }, (_, i) => ({ ...idle(100 + i, 0), isBooting: true }));
      const after = {
        ...at,
        containers: [...at.containers.filter(({ containerId }) => !stop.includes(containerId)), ...started],
        room: at.room - start + stop.length,
      };
      const next = autoscale(after);
      assert.equal(next.start, 0, "no second thoughts");
      assert.deepEqual(next.stop, []);
    }),
    { numRuns: 5_000 },
  );
});

test("autoscale() wants no fewer containers for more work", () => {
  fc.assert(
    fc.property(snapshots, fc.nat(50), (at, more) => {
      assert.ok(containersWanted({ ...at, queued: at.queued + more }) >= containersWanted(at));
    }),
  );
});

test("autoscale() keeps no idle container for longer than the window but those that are promised", () => {
  fc.assert(
    fc.property(snapshots, (at) => {
      const quiet = {
        ...at,
        queued: 0,
        containers: at.containers.map((each) => ({ ...each, running: 0, isBooting: false })),
      };
      const { stop } = autoscale({ ...quiet, lastInputAtMs: nowMs - at.settings.scaledownWindowMs });
      const expired = quiet.containers.filter(
        ({ idleSinceMs }) => nowMs - idleSinceMs >= at.settings.scaledownWindowMs,
      );
      const there = quiet.containers.length;
      const spare = Math.max(0, there - at.settings.minContainers);
      const excess = there - (at.settings.maxContainers ?? there);
      assert.equal(stop.length, Math.max(Math.min(spare, expired.length), excess));
    }),
  );
});
