import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AnswerCache } from "./answer-cache.ts";

describe("AnswerCache", () => {
  const bytes = (text: string) => Promise.resolve(Buffer.from(text));

  it("answer() runs a key once and gives everybody the same", async () => {
    const cache = new AnswerCache();
    let runs = 0;
    const run = (): Promise<Uint8Array> => bytes(String((runs += 1)));
    const answers = await Promise.all([
      cache.answer("a", run),
      cache.answer("a", run),
      cache.answer("b", run),
    ]);
    assert.deepEqual(answers.map(String), ["1", "1", "2"]);
  });

  it("answer() forgets a failure, so that it may be tried again", async () => {
    const cache = new AnswerCache();
    await assert.rejects(
      cache.answer("a", () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(String(await cache.answer("a", () => bytes("yes"))), "yes");
  });

  it("answer() forgets after ten minutes", async () => {
    let nowMs = 0;
    const cache = new AnswerCache(() => nowMs);
    await cache.answer("a", () => bytes("old"));
    nowMs = 599_999;
    assert.equal(String(await cache.answer("a", () => bytes("new"))), "old");
    nowMs = 600_001;
    assert.equal(String(await cache.answer("a", () => bytes("new"))), "new");
  });

  it("answer() forgets the oldest above its bounds, by number and by size", async () => {
    const many = new AnswerCache();
    for (let i = 0; i <= 20_000; i += 1) await many.answer(String(i), () => bytes("x"));
    assert.equal(String(await many.answer("0", () => bytes("again"))), "again");
    assert.equal(String(await many.answer("20000", () => bytes("again"))), "x");
    const large = new AnswerCache();
    for (let i = 0; i < 3; i += 1)
      await large.answer(String(i), () => Promise.resolve(Buffer.alloc(40 << 20)));
    assert.equal(String(await large.answer("0", () => bytes("again"))), "again");
  });
});
