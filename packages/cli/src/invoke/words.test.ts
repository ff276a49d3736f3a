import assert from "node:assert/strict";
import { test } from "node:test";
import { parseJsonObject, parseWords } from "./words.ts";

test("parseWords() takes JSON for what it is and everything else for text", () => {
  assert.deepEqual(parseWords(["42", "hello", '"42"', '{"a":[1]}', "null", "1e3", "-", "tru"]), [
    42,
    "hello",
    "42",
    { a: [1] },
    null,
    1000,
    "-",
    "tru",
  ]);
});

test("parseJsonObject() refuses what is not an object, naming the option", () => {
  assert.deepEqual(parseJsonObject("--kwargs", '{"a":1}'), { a: 1 });
  assert.throws(() => parseJsonObject("--kwargs", "[1]"), /Cannot read --kwargs: it is JSON, but no object/);
  assert.throws(() => parseJsonObject("--params", "{a:1}"), /Cannot read --params/);
});
