import assert from "node:assert/strict";
import { test } from "node:test";
import { expand, wordsOf } from "./words.ts";

const variables: Readonly<Record<string, string>> = { A: "one", B: "two words", EMPTY: "", PATH: "/bin" };
const lookup = (name: string): string | undefined => variables[name];

const cases: readonly (readonly [string, readonly string[]])[] = [
  ["a b  c", ["a", "b", "c"]],
  ["  ", []],
  ["A='1 2'", ["A=1 2"]],
  [`A="x y" B=z`, ["A=x y", "B=z"]],
  [String.raw`a\ b c`, ["a b", "c"]],
  ["$A ${A}s $UNSET.", ["one", "ones", "."]],
  ["'$A' \"$A\"", ["$A", "one"]],
  ["$B", ["two words"]],
  ["/x/bin:$PATH", ["/x/bin:/bin"]],
  [String.raw`\$A "\$A" '\$A'`, ["$A", "$A", String.raw`\$A`]],
  [String.raw`"a\nb" "a\"b"`, [String.raw`a\nb`, 'a"b']],
  ["${UNSET:-else} ${EMPTY:-else} ${EMPTY-else} ${A:-else}", ["else", "else", "", "one"]],
  ["${A:+set} ${EMPTY:+set} ${EMPTY+set} ${UNSET+set}", ["set", "", "set", ""]],
  ["${UNSET:-${A}}", ["one"]],
  ["$5 $ a$", ["$5", "$", "a$"]],
  ["''", [""]],
];

for (const [text, expected] of cases)
  test(`wordsOf(${JSON.stringify(text)})`, () => assert.deepEqual(wordsOf(text, lookup), expected));

test("expand() keeps the spaces of what it fills in", () => {
  assert.equal(expand("  a  $B ", lookup), "  a  two words ");
});

test("words that cannot be filled in are refused, not guessed", () => {
  assert.throws(() => expand("${A#o}", lookup), /Cannot fill in "\$\{A#o\}": only/);
  assert.throws(() => expand("${A", lookup), /its "}" is missing/);
});

test("wordsOf() gives back whatever a shell would quote", () => {
  const values = ["", "a", "a b", "it's", '"', "$A", "\\", "a\tb", "$(x)", "é", "a=b"];
  const quoted = values.map((value) => `'${value.replaceAll("'", `'"'"'`)}'`);
  assert.deepEqual(wordsOf(quoted.join(" "), lookup), values);
});
