import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { check, lastReading, valueOf, type Event, type Outcome } from "./history.ts";

const by = "a client";

function answer(argument: number, run = `run of ${argument}`): Outcome {
  return { answer: { argument, value: valueOf(argument), run } };
}

function seen(call: string, index: number, reading: string, outcome: Outcome, isOrdered = false): Event {
  return { kind: "seen", call, index, reading, isOrdered, outcome, by };
}

function submitted(call: string, index: number, argument: number): Event {
  return { kind: "submitted", call, index, argument, by };
}

/** A spawned map of three inputs and an attached one, all well. */
const good: readonly Event[] = [0, 1, 2].flatMap((index): Event[] => [
  submitted("fc-1", index, index + 10),
  { kind: "acknowledged", call: "fc-1", index, by },
  seen("fc-1", index, "poll", answer(index + 10)),
  seen("fc-1", index, lastReading, answer(index + 10)),
  submitted("map", index, index + 20),
  seen("map", index, "live", answer(index + 20), true),
]);

/** The history with one event replaced by others, or by none. */
function mutate(change: (event: Event) => readonly Event[] | undefined): readonly Event[] {
  let isChanged = false;
  const mutated = good.flatMap((event) => {
    const changed = isChanged ? undefined : change(event);
    isChanged ||= changed !== undefined;
    return changed ?? [event];
  });
  assert.ok(isChanged);
  return mutated;
}

function isSeen(event: Event, reading: string, index = 1): event is Event & { kind: "seen" } {
  return event.kind === "seen" && event.reading === reading && event.index === index;
}

describe("check()", () => {
  test("finds nothing wrong with a good history", () => {
    assert.deepEqual(check(good), []);
  });

  const mutations: readonly [string, RegExp, (event: Event) => readonly Event[] | undefined][] = [
    [
      "an acknowledged input that was dropped",
      /^K1: fc-1\/1 /,
      (e) => (isSeen(e, lastReading) ? [] : undefined),
    ],
    [
      "an acknowledged input with two results",
      /^K1: fc-1\/1 .*2 results/,
      (e) => (isSeen(e, lastReading) ? [e, e] : undefined),
    ],
    [
      "an input that ran twice, with both results visible",
      /^K2: fc-1\/1 /,
      (e) => (isSeen(e, "poll") ? [{ ...e, outcome: answer(11, "another run") }] : undefined),
    ],
    [
      "a result that became an error",
      /^K2: fc-1\/1 /,
      (e) => (isSeen(e, lastReading) ? [{ ...e, outcome: { error: "Error: lost" } }] : undefined),
    ],
    [
      "a value that belongs to another input",
      /^K3: fc-1\/1 of 11 /,
      (e) => (isSeen(e, lastReading) ? [{ ...e, outcome: answer(12) }] : undefined),
    ],
    ["an input dropped out of a map", /^K6: map\/2 /, (e) => (isSeen(e, "live", 2) ? [] : undefined)],
    ["a gap in a map in order", /^K4: .* has input 2 after 0/, (e) => (isSeen(e, "live") ? [] : undefined)],
    ["an input doubled in a map", /^K4: .* twice/, (e) => (isSeen(e, "live") ? [e, e] : undefined)],
    [
      "a result of nothing",
      /^K5: fc-2\/1 /,
      (e) => (isSeen(e, "poll") ? [e, { ...e, call: "fc-2" }] : undefined),
    ],
  ];
  for (const [what, expected, change] of mutations) {
    test(`finds ${what}`, () => {
      const found = check(mutate(change));
      assert.ok(
        found.some((violation) => expected.test(violation)),
        found.join("\n"),
      );
    });
  }

  test("takes an error only where a kill explains it", () => {
    const lost: readonly Event[] = [
      submitted("a", 0, 1),
      seen("a", 0, "live", { error: "ContainerLostError: …" }),
    ];
    assert.equal(check(lost).length, 1);
    assert.deepEqual(check(lost, /^ContainerLostError/), []);
  });

  test("takes a call that was refused as a whole for no hang", () => {
    const refused: Event = { kind: "refused", call: "a", error: "ConnectionError: …", by };
    assert.deepEqual(check([submitted("a", 0, 1), refused]), []);
    assert.match(check([submitted("a", 0, 1)])[0] ?? "", /^K6/);
  });
});
