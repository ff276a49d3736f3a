import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { decodeValue, encodeArguments, modal, newId } from "@lydian/protocol";
import { deploy, TestClient } from "../client.test.peer.ts";
import { grpcCode } from "../grpc-status.ts";
import { serve, type Serving } from "../serving.test.engine.ts";
import { handshake, NativePeer } from "./native.test.peer.ts";

const { FunctionGetRequest, FunctionGetResponse, Function: FunctionMessage } = modal.client;
const cborFormat = 4;

describe("the native door", () => {
  let serving: Serving;
  let runs = 0;
  let release = Promise.withResolvers<void>();
  const functions = new Map<string, string>();

  before(async () => {
    serving = await serve({
      square: (_call, x: number) => {
        runs += 1;
        return x ** 2;
      },
      hold: () => release.promise,
      count: async (call, to: number) => {
        for (let i = 1; i <= to; i += 1) await call.emit(i);
      },
    });
    const client = TestClient.of(serving);
    await deploy(client, "app", {
      square: {},
      hold: {},
      count: { functionType: FunctionMessage.FunctionType.FUNCTION_TYPE_GENERATOR },
    });
    for (const tag of ["square", "hold", "count"]) {
      const found = await client.call("FunctionGet", FunctionGetRequest, FunctionGetResponse, {
        appName: "app",
        objectTag: tag,
      });
      functions.set(tag, found.functionId);
    }
    client.close();
  });

  after(async () => {
    release.resolve();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });

  function credentials(): { port: number; headers: Record<string, string> } {
    return {
      port: serving.port,
      headers: { "x-modal-token-id": serving.tokenId, "x-modal-token-secret": serving.tokenSecret },
    };
  }

  function unary(
    tag: string,
    argument: number,
  ): { callId: string; functionId: string; type: number; input: object } {
    const data = encodeArguments([argument], {});
    return {
      callId: newId("fc"),
      functionId: functions.get(tag) ?? "",
      type: 1,
      input: { index: 0, format: cborFormat, data },
    };
  }

  it("refuses strangers in plain HTTP, saying what is wrong", async () => {
    const wrong = {
      port: serving.port,
      headers: { "x-modal-token-id": serving.tokenId, "x-modal-token-secret": "as-wrong" },
    };
    for (const [request, status, text] of [
      [{ port: serving.port, headers: {} }, 401, /No token was given/],
      [wrong, 401, /not valid on this server/],
      [
        {
          port: serving.port,
          headers: { "x-lydian-container-id": "ta-NONE", "x-lydian-container-secret": "x" },
        },
        401,
        /not known/,
      ],
      [{ ...credentials(), protocol: "websocket" }, 400, /this path speaks lydian-native\/1/],
    ] as const) {
      const answer = await handshake(request);
      assert.equal(answer.status, status);
      assert.match(answer.reason, text);
      answer.socket.destroy();
    }
  });

  it("answers a verb of the public service, and tells of one that is not served", async () => {
    const peer = await NativePeer.connect(credentials());
    const body = FunctionGetRequest.encode({ appName: "app", objectTag: "square" }).finish();
    peer.send({ rpc: { id: 1, method: "FunctionGet", body } }, { rpc: { id: 2, method: "SandboxCreate" } });
    await peer.until("two replies", (received) => received.length === 2);
    const replyTo = (id: number) => peer.received.find(({ rpcReply }) => rpcReply?.id === id)?.rpcReply;
    assert.equal(
      FunctionGetResponse.decode(replyTo(1)?.body ?? new Uint8Array()).functionId,
      functions.get("square"),
    );
    assert.equal(replyTo(2)?.code, grpcCode.unimplemented);
    assert.match(replyTo(2)?.message ?? "", /has no sandboxes \(SandboxCreate\)/);
    peer.close();
  });

  it("answers an attached call with its output alone", async () => {
    const peer = await NativePeer.connect(credentials());
    const call = unary("square", 7);
    peer.send({ openCall: { ...call, credit: 1 } });
    await peer.ended(call.callId);
    assert.equal(peer.received.length, 1);
    assert.equal(decodeValue(peer.received[0]?.outputs?.outputs?.[0]?.result?.data ?? new Uint8Array()), 49);
    peer.close();
  });

  it("acknowledges a detached call, whose output any peer may watch later", async () => {
    const peer = await NativePeer.connect(credentials());
    const call = unary("square", 3);
    peer.send({ openCall: { ...call, isDetached: true } });
    await peer.until("the acknowledgement", (received) =>
      received.find(({ callOpened }) => callOpened?.callId === call.callId),
    );
    peer.close();
    const other = await NativePeer.connect(credentials());
    other.send({ watch: { callId: call.callId, credit: 1 } });
    await other.ended(call.callId);
    other.close();
  });

  it("runs a call that is opened again only once", async () => {
    const peer = await NativePeer.connect(credentials());
    const call = unary("square", 5);
    peer.send({ openCall: { ...call, credit: 1 } });
    await peer.ended(call.callId);
    const before = runs;
    const again = await NativePeer.connect(credentials());
    again.send({ openCall: { ...call, credit: 1, isRepeat: true } });
    await again.ended(call.callId);
    assert.equal(runs, before);
    peer.close();
    again.close();
  });

  it("sends a map's outputs as far as there is credit, and goes on from a cursor after a lost connection", async () => {
    const peer = await NativePeer.connect(credentials());
    const callId = newId("fc");
    const inputs = Array.from({ length: 5 }, (_, index) => ({
      index,
      format: cborFormat,
      data: encodeArguments([index], {}),
    }));
    peer.send(
      { openCall: { callId, functionId: functions.get("square") ?? "", type: 2, credit: 2 } },
      { putInputs: { callId, inputs } },
    );
    await peer.until("the acknowledgement", (received) =>
      received.find(({ inputsAccepted }) => inputsAccepted?.count === 5),
    );
    assert.equal((await peer.outputs(callId, 2)).length, 2);
    peer.send({ credit: { callId, amount: 1 } });
    const seen = await peer.outputs(callId, 3);
    assert.equal(seen.length, 3, "never more than was allowed");
    const cursor = Math.max(...peer.received.map(({ outputs }) => outputs?.cursor ?? 0));
    peer.close();
    const next = await NativePeer.connect(credentials());
    next.send(
      { putInputs: { callId, inputs, isRepeat: true } },
      { watch: { callId, after: cursor, credit: 100 } },
      { finishInputs: { callId, count: 5 } },
    );
    await next.ended(callId);
    const rest = await next.outputs(callId, 2);
    assert.deepEqual(
      [...seen, ...rest].toSorted((a, b) => a - b),
      [0, 1, 2, 3, 4],
    );
    next.close();
  });

  it("sends a generator's yields in order, then its output", async () => {
    const peer = await NativePeer.connect(credentials());
    const call = unary("count", 6);
    peer.send({ openCall: { ...call, credit: 2, wantsChunks: true } });
    const count = (): number[] =>
      peer.received.flatMap(({ chunks }) => (chunks?.chunks ?? []).map(({ index }) => index ?? 0));
    await peer.until("two yields", () => count().length === 2);
    peer.send({ credit: { callId: call.callId, amount: 100 } });
    await peer.ended(call.callId);
    assert.deepEqual(count(), [1, 2, 3, 4, 5, 6]);
    peer.close();
  });

  it("tells of a refusal with its code, and of a cancelled call with its output", async () => {
    const peer = await NativePeer.connect(credentials());
    const unknown = { ...unary("square", 1), functionId: "fu-unknown" };
    const held = unary("hold", 0);
    peer.send({ openCall: { ...unknown, credit: 1 } }, { openCall: { ...held, credit: 1 } });
    const refusal = await peer.until("the refusal", (received) =>
      received.find(({ callRefused }) => callRefused?.callId === unknown.callId),
    );
    assert.equal(refusal.callRefused?.code, grpcCode.notFound);
    peer.send({ cancelCall: { callId: held.callId } });
    await peer.ended(held.callId);
    const output = peer.received.find(({ outputs }) => outputs?.callId === held.callId)?.outputs
      ?.outputs?.[0];
    assert.match(output?.result?.exception ?? "", /the call was cancelled/);
    release.resolve();
    release = Promise.withResolvers();
    peer.close();
  });

  it("closes a connection that sends nonsense, or more than a frame may hold, and serves the others", async () => {
    for (const bytes of [Buffer.from([0, 0, 0, 3, 255, 255, 255]), Buffer.from([255, 255, 255, 255])]) {
      const peer = await NativePeer.connect(credentials());
      peer.socket.write(bytes);
      await peer.until("the end of the connection", () => peer.isClosed);
    }
    const peer = await NativePeer.connect(credentials());
    const call = unary("square", 2);
    peer.send({ openCall: { ...call, credit: 1 } });
    await peer.ended(call.callId);
    peer.close();
  });

  it("does not take a client for a container", async () => {
    const peer = await NativePeer.connect(credentials());
    peer.send(
      { ready: {} },
      { take: { slots: 5 } },
      { complete: { attempt: { callId: "fc-x", index: 0, attempt: 1 } } },
    );
    const call = unary("square", 2);
    peer.send({ openCall: { ...call, credit: 1 } });
    await peer.ended(call.callId);
    assert.equal(peer.received.length, 1);
    peer.close();
  });
});
