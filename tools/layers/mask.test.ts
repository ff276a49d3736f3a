import assert from "node:assert/strict";
import { test } from "node:test";
import { mask } from "./mask.ts";

/** Source, and what is left of it, its blanks counted as one. */
const cases: readonly { readonly source: string; readonly code: string }[] = [
  { source: `a // b "c`, code: "a " },
  { source: `a /* b */ c`, code: "a c" },
  { source: `f("x \\" y") + z`, code: "f( ) + z" },
  { source: "t(`x ${a + `n${b}`} y`) + c", code: "t( a + b ) + c" },
  { source: `r = /["'\`]/g; s = 1 / 2; t = "/"`, code: "r = ; s = 1 / 2; t = " },
  { source: "`${{ a: { b } }}` c", code: " { a: { b } } c" },
];

test("mask() blanks comments, strings, templates and regular expressions, and nothing else", () => {
  for (const { source, code } of cases) {
    const masked = mask(source).code;
    assert.equal(masked.replaceAll(/ +/g, " "), code);
    assert.equal(masked.length, source.length);
  }
});

test("mask() keeps line ends inside of comments and templates", () => {
  assert.equal(mask("/* a\n b */ c").code, "    \n      c");
});

test("mask() keeps strings where they are asked for", () => {
  assert.equal(mask(`import "a"; // "b"`).withStrings, `import "a";       `);
});
