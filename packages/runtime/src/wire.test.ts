import assert from "node:assert/strict";
import { test } from "node:test";
import { modal } from "@lydian/protocol";
import { describeFormat, encodeGeneratorDone } from "./wire.ts";

test("encodeGeneratorDone() writes what the public service's message reads", () => {
  for (const count of [0, 1, 127, 128, 300, 2 ** 31, 2 ** 40]) {
    const { itemsTotal } = modal.client.GeneratorDone.decode(encodeGeneratorDone(count));
    assert.equal(Number(itemsTotal), count);
  }
});

test("describeFormat() names formats and gives the number of others", () => {
  assert.equal(describeFormat(1), "pickle");
  assert.equal(describeFormat(99), "number 99");
});
