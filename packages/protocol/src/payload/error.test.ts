import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeError, encodeError } from "./error.ts";

class JobError extends Error {
  override readonly name = "JobError";
  readonly code = 7;
  readonly retry = () => 1;
  readonly detail = { at: new Date(0) };
}

describe("errors", () => {
  it("encodeError() keeps name, message, stack, causes and properties that can be sent", () => {
    const error = new JobError("job failed", { cause: new TypeError("no such user", { cause: "disk" }) });
    const data = decodeError(encodeError(error));
    assert.equal(data?.name, "JobError");
    assert.equal(data?.message, "job failed");
    assert.match(data?.stack ?? "", /error\.test\.ts/);
    assert.deepEqual(data?.properties, { code: 7, detail: { at: new Date(0) } });
    assert.equal(data?.cause?.name, "TypeError");
    assert.deepEqual(data?.cause?.cause, { name: "Error", message: "disk", stack: "" });
  });

  it("encodeError() describes what is no error", () => {
    for (const [thrown, message] of [
      ["text", "text"],
      [undefined, "undefined"],
      [{ a: 1 }, "{ a: 1 }"],
    ] as const) {
      assert.equal(decodeError(encodeError(thrown))?.message, message);
    }
  });

  it("encodeError() bounds causes that go round in a circle, long texts and large properties", () => {
    const error: Error & { large?: string } = new Error("x".repeat(1_000_000));
    error.cause = error;
    error.large = "y".repeat(100_000);
    const bytes = encodeError(error);
    assert.ok(bytes.length < 2_000_000);
    assert.equal(decodeError(bytes)?.properties, undefined);
  });

  it("encodeError() survives an error whose getters throw", () => {
    const error = new Error("x");
    Object.defineProperty(error, "message", {
      get() {
        throw new Error("mine");
      },
    });
    assert.equal(decodeError(encodeError(error))?.message, "The error could not be read");
  });

  it("decodeError() gives nothing for bytes that hold no error", () => {
    assert.equal(decodeError(Buffer.from("garbage")), undefined);
    assert.equal(decodeError(Buffer.from("01", "hex")), undefined);
  });
});
