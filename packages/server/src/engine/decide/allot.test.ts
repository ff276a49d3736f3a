import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { MachineSize } from "../../model/machine.ts";
import { allot, type Demand } from "./allot.ts";
import { Occupancy, shareOf } from "./resources.ts";

const machine: MachineSize = { cpuMilli: 2_000, memoryMiB: 4_096, containers: 16 };
const small = { cpuMilli: 125, memoryMiB: 128 };

function demand(number: number, changes: Partial<Demand> = {}): Demand {
  return { functionId: `fu-${number}`, wanted: 1, promised: 0, each: small, ...changes };
}

function countsOf(demands: readonly Demand[]): readonly number[] {
  const allotted = allot(machine, demands);
  return demands.map(({ functionId }) => allotted.get(functionId) ?? 0);
}

test("allot() gives everybody what it wants where there is room for it", () => {
  assert.deepEqual(countsOf([demand(1, { wanted: 5 }), demand(2, { wanted: 11 })]), [5, 11]);
});

test("allot() shares a full machine, and leaves nothing unused that somebody wants", () => {
  assert.deepEqual(countsOf([demand(1, { wanted: 100 }), demand(2, { wanted: 100 })]), [8, 8]);
  assert.deepEqual(countsOf([demand(1, { wanted: 100 }), demand(2, { wanted: 3 })]), [13, 3]);
});

test("allot() counts what each container takes most of", () => {
  const large = { cpuMilli: 500, memoryMiB: 128 };
  assert.deepEqual(countsOf([demand(1, { wanted: 100 }), demand(2, { wanted: 100, each: large })]), [8, 2]);
});

test("allot() gives promised containers before others, and one to everybody who wants any", () => {
  const promised = demand(1, { wanted: 12, promised: 12 });
  assert.deepEqual(countsOf([promised, demand(2, { wanted: 16 })]), [12, 4]);
  const many = Array.from({ length: 20 }, (_, i) => demand(i, { wanted: 2 }));
  assert.deepEqual(
    countsOf(many),
    many.map(() => 1),
  );
});

test("allot() lets a container that asks for more than the machine has be alone on it", () => {
  const huge = { cpuMilli: 64_000, memoryMiB: 128 };
  assert.deepEqual(countsOf([demand(1, { wanted: 9, each: huge }), demand(2, { wanted: 9 })]), [1, 1]);
});

const demands = fc
  .array(
    fc.record({
      wanted: fc.nat(40),
      promised: fc.nat(5),
      each: fc.record({
        cpuMilli: fc.integer({ min: 50, max: 3_000 }),
        memoryMiB: fc.integer({ min: 64, max: 6_000 }),
      }),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((each, i) => demand(i, each)));

test("allot() keeps F1 to F4 whatever is wanted", () => {
  fc.assert(
    fc.property(demands, (list) => {
      const counts = countsOf(list);
      const occupancy = new Occupancy(machine);
      for (const [i, { wanted, each }] of list.entries()) {
        const count = counts[i] ?? 0;
        assert.ok(count <= wanted && (wanted === 0 || count >= 1), "F1");
        occupancy.add(each, count);
      }
      const isBeyondFirst = counts.some((count) => count > 1);
      for (const [i, loser] of list.entries()) {
        const has = counts[i] ?? 0;
        if (has >= loser.wanted) continue;
        assert.equal(occupancy.roomFor(loser.each), 0, "F3: what fits is given");
        for (const [j, winner] of list.entries()) {
          const before = (counts[j] ?? 0) - 1;
          const isPromised = before < Math.min(winner.promised, winner.wanted);
          if (j === i || before < 1 || (isPromised && has >= loser.promised)) continue;
          const isSmaller = shareOf(loser.each, machine) <= shareOf(winner.each, machine);
          const wouldBeFair =
            before * shareOf(winner.each, machine) <= has * shareOf(loser.each, machine) + 1e-9;
          assert.ok(isPromised || wouldBeFair || !isSmaller, `F3: ${has} of ${i}, ${before + 1} of ${j}`);
        }
      }
      if (isBeyondFirst) assertFits(list, counts);
    }),
    { numRuns: 2_000 },
  );
});

/** F2: what is beyond the first ones fitted beside them. */
function assertFits(list: readonly Demand[], counts: readonly number[]): void {
  const sums = [0, 0, 0];
  for (const [i, { each }] of list.entries()) {
    const count = counts[i] ?? 0;
    sums[0] = (sums[0] ?? 0) + count * Math.min(1, each.cpuMilli / machine.cpuMilli);
    sums[1] = (sums[1] ?? 0) + count * Math.min(1, each.memoryMiB / machine.memoryMiB);
    sums[2] = (sums[2] ?? 0) + count / machine.containers;
  }
  assert.ok(
    sums.every((sum) => sum <= 1 + 1e-6),
    `F2: ${sums.join()}`,
  );
}

test("allot() takes nothing from anybody when somebody wants less", () => {
  fc.assert(
    fc.property(demands, fc.nat(), (list, which) => {
      const at = list.length === 0 ? 0 : which % list.length;
      const less = list.map((each, i) => (i === at ? { ...each, wanted: 0 } : { ...each, each: small }));
      const same = list.map((each, i) => (i === at ? { ...each, each: small } : { ...each, each: small }));
      const before = countsOf(same);
      for (const [i, count] of countsOf(less).entries())
        if (i !== at) assert.ok(count >= (before[i] ?? 0), `${i} has ${count}, had ${before[i]}`);
    }),
  );
});
