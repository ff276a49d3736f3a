import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTable } from "./table.ts";

test("formatTable() aligns columns and leaves no space at the end of a line", () => {
  const text = formatTable(
    ["NAME", "STATE"],
    [
      ["my-shared-app", "deployed"],
      ["b", ""],
    ],
  );
  assert.equal(text, "NAME           STATE\nmy-shared-app  deployed\nb");
});

test("formatTable() prints the headings alone when there are no rows", () => {
  assert.equal(formatTable(["NAME", "STATE"], []), "NAME  STATE");
});
