import assert from "node:assert/strict";
import { test } from "node:test";
import { settle, type Outcome } from "./results.ts";

const outcome = (name: string, kind: Outcome["kind"], reason = ""): Outcome => ({ case: name, kind, reason });
const exclude = (name: string) => ({ suite: "s", case: name, reason: "cannot pass" });

test("settle() excludes a case that fails and is on the list, and one that cannot be run", () => {
  const outcomes = [
    outcome("b", "failed", "x"),
    outcome("a", "passed"),
    outcome("c", "skipped", "no"),
    outcome("d", "failed", "y"),
  ];
  assert.deepEqual(settle(outcomes, [exclude("b")]), [
    { case: "a", state: "passed", reason: "" },
    { case: "b", state: "excluded", reason: "cannot pass" },
    { case: "c", state: "excluded", reason: "no" },
    { case: "d", state: "failed", reason: "y" },
  ]);
});

test("settle() fails what the list says wrongly: a case that passes, or one that is not there", () => {
  assert.deepEqual(
    settle([outcome("a", "passed")], [exclude("a"), exclude("b")]).map(({ state, reason }) => [
      state,
      reason,
    ]),
    [
      ["failed", "passes now: take it off exclusions.json"],
      ["failed", "exclusions.json names it, and it was not run"],
    ],
  );
});
