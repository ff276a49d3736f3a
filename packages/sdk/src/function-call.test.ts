import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { encodeError, encodeValue, modal } from "@lydian/protocol";
import { FakeServer } from "../test/fake-server.ts";
import { Client } from "./client.ts";
import { InvalidError, ResultExpiredError, TimeoutError } from "./errors.ts";
import { FunctionCall } from "./function-call.ts";
import { Function } from "./function/function.ts";

const {
  FunctionCallFromIdResponse,
  FunctionFinishInputsRequest,
  FunctionGetCallGraphResponse,
  FunctionGetOutputsRequest,
  FunctionGetOutputsResponse,
} = modal.client;

type Output = modal.client.FunctionGetOutputsItem.$Properties;

/** A server whose calls' results are read by the public verbs. */
async function start(): Promise<{ server: FakeServer; client: Client; asked: number[] } & AsyncDisposable> {
  const server = await FakeServer.start();
  server.serveBasics();
  server.functions.set("fu-square", ([x]) => {
    if (x === 13) throw new TypeError("unlucky");
    return Number(x) ** 2;
  });
  const asked: number[] = [];
  server.verbs.set("FunctionGetOutputs", async (body) => {
    const { functionCallId, startIdx, endIdx, timeout } = FunctionGetOutputsRequest.decode(body);
    asked.push(timeout);
    const call = server.calls.get(functionCallId);
    if (call === undefined) throw Object.assign(new Error("no such call"), { code: 5 });
    const outputs: Output[] = call.outputs
      .filter(({ index }) => index >= (startIdx ?? 0) && index <= (endIdx ?? 0))
      .map(({ index, result }) => ({
        idx: index,
        dataFormat: 4,
        result: { status: result.status ?? 0, data: result.data ?? null, exception: result.exception ?? "" },
      }));
    if (outputs.length === 0) await new Promise((resolve) => setTimeout(resolve, timeout * 1000));
    return FunctionGetOutputsResponse.encode({
      outputs,
      numUnfinishedInputs: call.finished === -1 ? 0 : 1,
    }).finish();
  });
  server.verbs.set("FunctionFinishInputs", (body) => {
    const { functionCallId, numInputs } = FunctionFinishInputsRequest.decode(body);
    const call = server.calls.get(functionCallId);
    if (call) call.finished = numInputs;
    return new Uint8Array();
  });
  server.verbs.set("FunctionCallFromId", () =>
    FunctionCallFromIdResponse.encode({
      numInputs: [...server.calls.values()].at(-1)?.finished ?? 1,
    }).finish(),
  );
  const client = new Client(server.account);
  return { server, client, asked, [Symbol.asyncDispose]: () => server.stop() };
}

describe("FunctionCall", () => {
  it("spawn() resolves to a call whose result is read later, by its id, more than once", async () => {
    await using world = await start();
    const call = await Function.fromName("my-app", "square", world).spawn(12);
    assert.match(call.objectId, /^fc-/);
    assert.equal(world.server.calls.get(call.objectId)?.isDetached, true);
    const again = FunctionCall.fromId<number>(call.objectId, world);
    assert.equal(await again.get({ timeoutMs: 1000 }), 144);
    assert.equal(await again.get(), 144);
  });

  it("get() throws what the function threw", async () => {
    await using world = await start();
    const call = await Function.fromName("my-app", "square", world).spawn(13);
    await assert.rejects(call.get(), { name: "TypeError", message: "unlucky" });
  });

  it("get() with timeoutMs 0 asks once and throws a TimeoutError", async () => {
    await using world = await start();
    world.server.functions.set("fu-square", () => new Promise(() => {}));
    const call = await Function.fromName("my-app", "square", world).spawn(1);
    await assert.rejects(call.get({ timeoutMs: 0 }), TimeoutError);
    assert.deepEqual(world.asked, [0]);
    await assert.rejects(call.get({ timeoutMs: 30 }), TimeoutError);
  });

  it("get() throws a ResultExpiredError for a result that is gone and for an unknown call", async () => {
    await using world = await start();
    world.server.functions.set("fu-square", () => new Promise(() => {}));
    const call = await Function.fromName("my-app", "square", world).spawn(1);
    const kept = world.server.calls.get(call.objectId);
    if (kept) kept.finished = -1;
    await assert.rejects(call.get({ timeoutMs: 0 }), ResultExpiredError);
    await assert.rejects(FunctionCall.fromId("fc-0unknown", world).get(), ResultExpiredError);
    assert.throws(() => FunctionCall.fromId("call-1"), InvalidError);
  });

  it("gather() gives results in the order of the calls", async () => {
    await using world = await start();
    const square = Function.fromName("my-app", "square", world);
    const calls = [await square.spawn(3), await square.spawn(2)] as const;
    assert.deepEqual(await FunctionCall.gather(...calls), [9, 4]);
  });

  it("spawnMap() stores all inputs, and iter() and get({ index }) read the results", async () => {
    await using world = await start();
    const call = await Function.fromName("my-app", "square", world).spawnMap(
      Array.from({ length: 2500 }, (_, i) => i + 100),
    );
    assert.equal(world.server.calls.get(call.objectId)?.inputs.size, 2500);
    assert.equal(await call.numInputs(), 2500);
    assert.equal(await call.get({ index: 7 }), 107 ** 2);
    const all: unknown[] = [];
    for await (const value of call.iter()) all.push(value);
    assert.deepEqual(
      all,
      Array.from({ length: 2500 }, (_, i) => (i + 100) ** 2),
    );
    const none = await Function.fromName("my-app", "square", world).spawnMap([]);
    assert.equal(world.server.calls.get(none.objectId)?.finished, 0);
  });

  it("spawnMap() survives lost connections", async () => {
    await using world = await start();
    function* numbers(): Generator<number> {
      for (let i = 100; i < 3100; i += 1) {
        if (i % 999 === 0) world.server.disconnect();
        yield i;
      }
    }
    const call = await Function.fromName("my-app", "square", world).spawnMap(numbers());
    assert.equal(world.server.calls.get(call.objectId)?.inputs.size, 3000);
  });

  it("getCallGraph() puts inputs under those that called them", async () => {
    await using world = await start();
    world.server.verbs.set("FunctionGetCallGraph", () =>
      FunctionGetCallGraphResponse.encode({
        inputs: [
          { inputId: "in-a:0", functionCallId: "fc-a", status: 1 },
          { inputId: "in-b:0", functionCallId: "fc-b" },
        ],
        functionCalls: [
          { functionCallId: "fc-a", functionName: "outer" },
          { functionCallId: "fc-b", functionName: "inner", parentInputId: "in-a:0" },
        ],
      }).finish(),
    );
    assert.deepEqual(await FunctionCall.fromId("fc-a", world).getCallGraph(), [
      {
        inputId: "in-a:0",
        functionCallId: "fc-a",
        functionName: "outer",
        status: "success",
        children: [
          {
            inputId: "in-b:0",
            functionCallId: "fc-b",
            functionName: "inner",
            status: "pending",
            children: [],
          },
        ],
      },
    ]);
  });

  it("a failure without details is named by its text", async () => {
    await using world = await start();
    const outputs = [
      { result: { status: 2, exception: "ValueError: no such thing" }, dataFormat: 0 },
      { result: { status: 3, exception: "stopped" }, dataFormat: 0 },
      { result: { status: 4, exception: "" }, dataFormat: 0 },
      { result: { status: 4, exception: "FunctionTimeoutError: too long" }, dataFormat: 0 },
      { result: { status: 2, exception: "x", data: encodeError(new RangeError("y")) }, dataFormat: 4 },
      { result: { status: 1, data: encodeValue(1) }, dataFormat: 1 },
    ];
    world.server.verbs.set("FunctionGetOutputs", () => {
      const output = outputs.shift();
      return FunctionGetOutputsResponse.encode({ outputs: output ? [output] : [] }).finish();
    });
    const call = FunctionCall.fromId("fc-a", world);
    await assert.rejects(call.get(), { name: "ValueError", message: "no such thing" });
    await assert.rejects(call.get(), { name: "InputCancelledError", message: "stopped" });
    await assert.rejects(call.get(), { name: "FunctionTimeoutError" });
    await assert.rejects(call.get(), { name: "FunctionTimeoutError", message: "too long" });
    await assert.rejects(call.get(), { name: "RangeError", message: "y" });
    await assert.rejects(call.get(), { name: "InvalidError", message: /only CBOR/ });
  });
});
