import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { MachineSize } from "../../model/machine.ts";
import type { ContainerSnapshot } from "./autoscale.ts";
import { type Holder, makeRoom } from "./make-room.ts";

const nowMs = 100_000;
const machine: MachineSize = { cpuMilli: 1_000, memoryMiB: 1_000, containers: 10 };
const each = { cpuMilli: 100, memoryMiB: 100 };

let number = 0;
function container(changes: Partial<ContainerSnapshot>): ContainerSnapshot {
  number += 1;
  return {
    containerId: `ta-${number}`,
    isBooting: false,
    running: 0,
    idleSinceMs: nowMs - 10_000,
    ...changes,
  };
}

function holder(allotted: number, containers: readonly ContainerSnapshot[], startupMs = 100): Holder {
  return { each, allotted, containers, startupMs };
}

function drained(holders: readonly Holder[], count: number, isUrgent = false): readonly string[] {
  return makeRoom(machine, holders, { nowMs, missing: count / 10, isUrgent }).drain;
}

test("makeRoom() takes the longest idle first, and no more than is missing (M2)", () => {
  const [old, older, busy] = [
    container({}),
    container({ idleSinceMs: nowMs - 20_000 }),
    container({ running: 1 }),
  ];
  assert.deepEqual(drained([holder(0, [old, busy]), holder(0, [older])], 1), [older.containerId]);
  assert.deepEqual(drained([holder(0, [old, busy]), holder(0, [older])], 2), [
    older.containerId,
    old.containerId,
  ]);
  assert.deepEqual(drained([holder(0, [old, busy]), holder(0, [older])], 9), [
    older.containerId,
    old.containerId,
    busy.containerId,
  ]);
});

test("makeRoom() leaves everybody what is allotted to it (M1)", () => {
  const busy = [container({ running: 1 }), container({ running: 2 }), container({ running: 1 })];
  assert.deepEqual(drained([holder(3, busy)], 5), []);
  assert.equal(drained([holder(2, busy)], 5).length, 1);
});

test("makeRoom() lets what has just become idle stay as long as its start took, but for who has nothing (M3)", () => {
  const fresh = container({ idleSinceMs: nowMs - 40 });
  const plan = makeRoom(machine, [holder(0, [fresh])], { nowMs, missing: 0.1, isUrgent: false });
  assert.deepEqual(plan, { drain: [], againAtMs: nowMs + 60 });
  assert.deepEqual(drained([holder(0, [fresh])], 1, true), [fresh.containerId]);
});

const holders = fc.array(
  fc.record({
    each: fc.constant(each),
    allotted: fc.nat(5),
    startupMs: fc.nat(1_000),
    containers: fc.array(
      fc
        .record({ isBooting: fc.boolean(), running: fc.nat(2), idleForMs: fc.nat(2_000) })
        .map(({ isBooting, running, idleForMs }) =>
          container({ isBooting, running: isBooting ? 0 : running, idleSinceMs: nowMs - idleForMs }),
        ),
      { maxLength: 8 },
    ),
  }),
  { maxLength: 6 },
);

test("makeRoom() keeps M1 to M3 whatever there is", () => {
  fc.assert(
    fc.property(holders, fc.nat(20), fc.boolean(), (list, count, isUrgent) => {
      const gone = new Set(drained(list, count, isUrgent));
      assert.ok(gone.size <= count);
      for (const { containers, allotted, startupMs } of list) {
        const leaving = containers.filter(({ containerId }) => gone.has(containerId));
        assert.ok(leaving.length <= Math.max(0, containers.length - allotted), "M1");
        const staysIdle = containers.some(
          ({ containerId, running, isBooting, idleSinceMs }) =>
            !gone.has(containerId) && !isBooting && running === 0 && nowMs - idleSinceMs >= startupMs,
        );
        for (const { running, isBooting, idleSinceMs } of leaving) {
          assert.ok(!isBooting);
          assert.ok(running > 0 || isUrgent || nowMs - idleSinceMs >= startupMs, "M3");
          assert.ok(running === 0 || !staysIdle, "M2");
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
