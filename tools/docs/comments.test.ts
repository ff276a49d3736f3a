import assert from "node:assert/strict";
import { test } from "node:test";
import { findBadComments, findUnexplainedAssertions } from "./comments.ts";

test("findBadComments() refuses a TODO without the number of an issue", () => {
  assert.equal(findBadComments("// TODO: later").length, 1);
  assert.equal(findBadComments("/* FIXME */").length, 1);
  assert.deepEqual(findBadComments("// TODO #12: later"), []);
  assert.deepEqual(findBadComments('const title = "TODO";'), []);
});

test("findBadComments() refuses code that is commented out", () => {
  for (const code of ["const a = 1;", "return a;", "if (a) {", "a.run(b);", "}"]) {
    assert.equal(findBadComments(`// ${code}`).length, 1, code);
  }
});

test("findBadComments() lets prose be", () => {
  for (const prose of ["For each call; see C1.", "if it is there", "Return errors, or handle them."]) {
    assert.deepEqual(findBadComments(`// ${prose}`), [], prose);
  }
});

test("findUnexplainedAssertions() wants the reason of an `as` beside it", () => {
  assert.equal(findUnexplainedAssertions("const a = b as C;").length, 1);
  assert.deepEqual(findUnexplainedAssertions("const a = b as C; // npm checked it"), []);
  assert.deepEqual(findUnexplainedAssertions("// npm checked it\nconst a = b as C;"), []);
  assert.deepEqual(findUnexplainedAssertions("const a = [1] as const;"), []);
  assert.deepEqual(findUnexplainedAssertions('import { a as b } from "./c.ts";'), []);
  assert.deepEqual(findUnexplainedAssertions('const a = "b as C";'), []);
});

test("findUnexplainedAssertions() accepts one reason for a whole file", () => {
  const source = "// Every `as` in this file gives an id its type back.\n\n\n\n\n\n\nconst a = b as C;";
  assert.deepEqual(findUnexplainedAssertions(source), []);
});
