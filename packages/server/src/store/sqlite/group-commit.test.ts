import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import { bytesOf } from "./arena.ts";
import { GroupCommit, type Batch, type BatchReply } from "./group-commit.ts";

/** Executes when the test says so. */
class ManualExecutor {
  readonly batches: { readonly batch: Batch; readonly reply: PromiseWithResolvers<BatchReply> }[] = [];
  #arrived = Promise.withResolvers<void>();

  readonly execute = (batch: Batch): Promise<BatchReply> => {
    const reply = Promise.withResolvers<BatchReply>();
    this.batches.push({ batch, reply });
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
    return reply.promise;
  };

  /** Answers a batch with the place of each operation in it. */
  answer(index: number, failures: BatchReply["failures"] = []): void {
    const { batch, reply } = this.batches[index] ?? assert.fail(`no batch ${index}`);
    reply.resolve({ results: Array.from({ length: batch.operations.length / 2 }, (_, i) => i), failures });
  }

  async arrival(count: number): Promise<void> {
    while (this.batches.length < count) await this.#arrived.promise;
  }
}

test("operations of one turn share a batch; what comes meanwhile is the next (S3)", async () => {
  const executor = new ManualExecutor();
  const commits = new GroupCommit(executor.execute, queueMicrotask);
  const first = [commits.submit("releaseAll", false), commits.submit("releaseAll", false)];
  await executor.arrival(1);
  const second = [1, 2, 3].map(() => commits.submit("releaseAll", true));
  executor.answer(0);
  assert.deepEqual(await Promise.all(first), [0, 1]);
  await executor.arrival(2);
  executor.answer(1);
  assert.deepEqual(await Promise.all(second), [0, 1, 2]);
  assert.deepEqual(
    executor.batches.map(({ batch }) => batch.isSynced),
    [false, true],
  );
});

test("a batch that fails rejects exactly its operations (S5)", async () => {
  const executor = new ManualExecutor();
  const commits = new GroupCommit(executor.execute, queueMicrotask);
  const failing = Promise.allSettled([
    commits.submit("releaseAll", false),
    commits.submit("releaseAll", false),
  ]);
  await executor.arrival(1);
  const next = commits.submit("releaseAll", false);
  const full = new LydianError("resource-exhausted", "full");
  executor.batches[0]?.reply.reject(full);
  assert.deepEqual(await failing, [
    { status: "rejected", reason: full },
    { status: "rejected", reason: full },
  ]);
  await executor.arrival(2);
  executor.answer(1);
  assert.equal(await next, 0);
});

test("an operation that fails is rejected alone", async () => {
  const executor = new ManualExecutor();
  const commits = new GroupCommit(executor.execute, queueMicrotask);
  const settled = Promise.allSettled([1, 2, 3].map(() => commits.submit("releaseAll", false)));
  await executor.arrival(1);
  executor.answer(0, [[1, "internal", "bad"]]);
  assert.deepEqual(
    (await settled).map(({ status }) => status),
    ["fulfilled", "rejected", "fulfilled"],
  );
});

test("many operations make several batches, in order, each with its own bytes", async () => {
  const executor = new ManualExecutor();
  const commits = new GroupCommit(executor.execute, queueMicrotask);
  const count = 2500;
  const submitted = Array.from({ length: count }, (_, i) => {
    const handle = commits.keep(new Uint8Array([i % 251, i % 13]));
    return commits.submit("writeRecords", true, [["kind", `${i}`, handle, null]]);
  });
  let seen = 0;
  for (let index = 0; seen < count; index += 1) {
    await executor.arrival(index + 1);
    const { operations, arena } = executor.batches[index]?.batch ?? assert.fail();
    for (let i = 1; i < operations.length; i += 2) {
      assert.deepEqual(operations[i], [[["kind", `${seen}`, (i - 1) / 2, null]]]);
      assert.deepEqual(bytesOf(arena, (i - 1) / 2), new Uint8Array([seen % 251, seen % 13]));
      seen += 1;
    }
    executor.answer(index);
  }
  await Promise.all(submitted);
  assert(executor.batches.length > 1);
});

test("a queue that nobody empties refuses what is too much, and recovers", async () => {
  const executor = new ManualExecutor();
  const commits = new GroupCommit(executor.execute, queueMicrotask);
  const submitted: Promise<unknown>[] = [];
  const block = new Uint8Array(16 * 1024 * 1024);
  for (let i = 0; i < 32; i += 1) {
    submitted.push(commits.submit("releaseAll", false));
    commits.keep(block);
  }
  assert.throws(() => commits.keep(block), { kind: "resource-exhausted" });
  await assert.rejects(commits.submit("releaseAll", false), { kind: "resource-exhausted" });
  let answered = 0;
  for (let index = 0; answered < submitted.length; index += 1) {
    await executor.arrival(index + 1);
    executor.answer(index);
    answered += (executor.batches[index]?.batch.operations.length ?? 0) / 2;
  }
  await Promise.all(submitted);
  const again = commits.submit("releaseAll", false);
  const last = executor.batches.length;
  await executor.arrival(last + 1);
  executor.answer(last);
  assert.equal(await again, 0);
});
