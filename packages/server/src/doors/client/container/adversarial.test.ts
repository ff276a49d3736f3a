/** Containers that lie, stammer or fall silent: nobody else may notice. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { google, modal } from "@lydian/protocol";
import { GrpcRefusal } from "../../client.test.peer.ts";
import { grpcCode } from "../../grpc-status.ts";
import { requestAssignment } from "./official.test.peer.ts";
import { OfficialWorld } from "./official.test.world.ts";

const m = modal.client;
const { Empty } = google.protobuf;
const { GenericStatus } = m.GenericResult;
const terminated = { result: { status: GenericStatus.GENERIC_STATUS_TERMINATED } };

function answerOf(text: string) {
  const result = { status: GenericStatus.GENERIC_STATUS_SUCCESS, data: Buffer.from(text) };
  return { result, dataFormat: 1 };
}

function isRefused(code: number, words = /./): (error: unknown) => boolean {
  return (error) => error instanceof GrpcRefusal && error.code === code && words.test(error.message);
}

describe("a container that lies", () => {
  let world: OfficialWorld;
  before(async () => {
    world = await OfficialWorld.start();
  });
  after(() => world.stop());

  async function textOf(callId = ""): Promise<string> {
    return Buffer.from((await world.output(callId)).result?.data ?? []).toString();
  }

  it("cannot answer an input of another container, an attempt that is none, or one input twice", async () => {
    const liar = await world.started({});
    await liar.peer.assignment();
    const [own] = await liar.peer.inputs();
    const honest = await world.started({});
    await honest.peer.assignment();
    const [others] = await honest.peer.inputs();
    const later = { ...own, retryCount: (own?.retryCount ?? 0) + 1 };
    const earlier = { ...own, retryCount: 0 };
    for (const item of [others, later, earlier, { ...own, inputId: "in-nothing" }, {}]) {
      await liar.peer.put(item, answerOf("a lie"));
    }
    assert.deepEqual(await world.outputs(honest.callIds[0] ?? "", 0), []);
    assert.deepEqual(await world.outputs(liar.callIds[0] ?? "", 0), []);
    await honest.peer.put(others, answerOf("the truth"));
    await liar.peer.put(own, answerOf("first"));
    await liar.peer.put(own, answerOf("second"));
    assert.equal(await textOf(honest.callIds[0]), "the truth");
    assert.equal(await textOf(liar.callIds[0]), "first");
  });

  it("cannot yield for another container's input, and what it yields twice is there once", async () => {
    const liar = await world.started({ functionType: 1 });
    await liar.peer.assignment();
    const [own] = await liar.peer.inputs();
    const honest = await world.started({ functionType: 1 });
    await honest.peer.assignment();
    await honest.peer.inputs();
    const yields = (functionCallId: string, text: string, index = 1): Promise<unknown> => {
      const dataChunks = [{ dataFormat: 1, data: Buffer.from(text), index }];
      const request = { functionCallId, dataChunks };
      return liar.peer.client.call("FunctionCallPutDataOut", m.FunctionCallPutDataRequest, Empty, request);
    };
    const [ownId = ""] = liar.callIds;
    await yields(honest.callIds[0] ?? "", "a lie");
    await yields("fc-nothing", "a lie");
    await yields(ownId, "first");
    await yields(ownId, "second");
    await yields(ownId, "far", 2 ** 40);
    const chunks = [{ dataFormat: 1, data: Buffer.from("honest"), index: 1 }];
    const request = { functionCallId: honest.callIds[0] ?? "", dataChunks: chunks };
    await honest.peer.client.call("FunctionCallPutDataOut", m.FunctionCallPutDataRequest, Empty, request);
    assert.equal(await firstYield(honest.callIds[0]), "honest");
    assert.equal(await firstYield(ownId), "first");
    await liar.peer.put(own, answerOf("end"));
  });

  async function firstYield(functionCallId = ""): Promise<string> {
    const type = m.FunctionCallGetDataRequest;
    const yields = world.client.stream("FunctionCallGetDataOut", type, m.DataChunk, { functionCallId });
    for await (const { data } of yields) return Buffer.from(data ?? []).toString();
    return "nothing";
  }

  it("may send numbers that are none, and only its own caller hears of it", async () => {
    const { peer, callIds } = await world.started({});
    await peer.assignment();
    const [item] = await peer.inputs();
    await peer.put(item, { ...answerOf("v"), inputStartedAt: Number.NaN, outputCreatedAt: 1e300 });
    assert.equal(await textOf(callIds[0]), "v");
  });

  it("is refused what cannot be read, and may answer after it", async () => {
    const { peer, callIds } = await world.started({});
    await peer.assignment();
    const [item] = await peer.inputs();
    const { result } = answerOf("v");
    const blob = { ...result, data: null, dataBlobId: "../../master.key" };
    for (const output of [
      { result, dataFormat: 77 },
      { result: { ...result, status: 99 }, dataFormat: 1 },
      { result: blob, dataFormat: 1 },
    ]) {
      await assert.rejects(peer.put(item, output), isRefused(grpcCode.invalidArgument));
    }
    const garbage = { encode: () => ({ finish: () => Buffer.from("\x0f\xff\xff no message") }) };
    for (const method of ["FunctionPutOutputs", "FunctionGetInputs", "ContainerHeartbeat", "TaskResult"]) {
      const sent = peer.client.call(method, garbage, Empty, {});
      await assert.rejects(sent, isRefused(grpcCode.invalidArgument), method);
    }
    await peer.put(item, answerOf("v"));
    assert.equal(await textOf(callIds[0]), "v");
  });

  it("cannot fetch twice at once, and the server survives its end", async () => {
    const { peer, callIds } = await world.started({});
    const { arguments: told } = await peer.assignment();
    await peer.put((await peer.inputs())[0], answerOf("v"));
    await textOf(callIds[0]);
    const waiting = peer.inputs({ "x-idempotency-key": "a" });
    const again = peer.inputs({ "x-idempotency-key": "b" });
    await assert.rejects(again, isRefused(grpcCode.failedPrecondition, /one request at a time/));
    const stop = { taskId: peer.id };
    await world.client.call("ContainerStop", m.ContainerStopRequest, m.ContainerStopResponse, stop);
    assert.deepEqual(
      (await waiting).map(({ killSwitch }) => killSwitch),
      [true],
    );
    const callId = await world.call(told.functionId);
    const other = await world.nextContainer(peer.id);
    await other.assignment();
    await other.put((await other.inputs())[0], answerOf("w"));
    assert.equal(await textOf(callId), "w");
  });

  it("cannot begin before it is told its function, and begins none the worse", async () => {
    const { peer, callIds } = await world.started({});
    await assert.rejects(peer.inputs(), isRefused(grpcCode.failedPrecondition, /assignment/));
    await assert.rejects(peer.beat(), isRefused(grpcCode.failedPrecondition, /assignment/));
    await assert.rejects(peer.fail({}), isRefused(grpcCode.failedPrecondition, /assignment/));
    await peer.assignment();
    await peer.put((await peer.inputs())[0], answerOf("v"));
    assert.equal(await textOf(callIds[0]), "v");
  });

  it("that ends an input as cancelled which nobody cancelled has failed it", async () => {
    const { peer, callIds } = await world.started({});
    await peer.assignment();
    await peer.put((await peer.inputs())[0], terminated);
    const { result } = await world.output(callIds[0]);
    assert.equal(result?.status, GenericStatus.GENERIC_STATUS_FAILURE);
    assert.match(result.exception ?? "", /cancelled/);
  });

  it("that gives back a neighbour of a cancelled input may do so once for each cancellation", async () => {
    const settings = { batchMaxSize: 2, batchLingerMs: 500 };
    const { peer, callIds } = await world.started(settings, ["", ""]);
    await peer.assignment();
    const items = await peer.inputs();
    const beat = peer.beat();
    const request = { functionCallId: callIds[0] ?? "" };
    await world.client.call("FunctionCallCancel", m.FunctionCallCancelRequest, Empty, request);
    await beat;
    for (const item of items) await peer.put(item, terminated);
    await peer.put((await peer.inputs())[0], terminated);
    assert.equal((await world.output(callIds[1])).result?.status, GenericStatus.GENERIC_STATUS_FAILURE);
  });

  it("that reports a failed start while it serves is believed only about its exit hooks", async () => {
    const { peer, callIds } = await world.started({});
    await peer.assignment();
    const [item] = await peer.inputs();
    await peer.fail({ status: GenericStatus.GENERIC_STATUS_FAILURE, exception: "x".repeat(100_000) });
    await peer.put(item, answerOf("v"));
    assert.equal(await textOf(callIds[0]), "v");
  });

  it("that falls silent is given up, and its input runs elsewhere", async () => {
    const quick = await OfficialWorld.start({ silenceMsMax: 150 });
    try {
      const { peer, callIds } = await quick.started({});
      await peer.assignment();
      const [first] = await peer.inputs();
      const other = await quick.nextContainer(peer.id);
      await other.assignment();
      const [second] = await other.inputs();
      assert.equal(second?.inputId, first?.inputId);
      assert.notEqual(second?.retryCount, first?.retryCount);
      await assert.rejects(peer.put(first, answerOf("late")), isRefused(grpcCode.unauthenticated));
      await other.put(second, answerOf("v"));
      const { result } = await quick.output(callIds[0]);
      assert.equal(Buffer.from(result?.data ?? []).toString(), "v");
    } finally {
      await quick.stop();
    }
  });

  it("whose input silences one container after the other has it failed, with the reason", async () => {
    const quick = await OfficialWorld.start({ silenceMsMax: 100 });
    try {
      const first = await quick.started({});
      let { peer } = first;
      for (let container = 0; container < 3; container += 1) {
        if (container > 0) peer = await quick.nextContainer(peer.id);
        await peer.assignment();
        await peer.inputs();
      }
      const { result } = await quick.output(first.callIds[0]);
      assert.match(result?.exception ?? "", /^ContainerLostError: [^]*said nothing to the server for 0.1 s/);
    } finally {
      await quick.stop();
    }
  });
});

describe("credentials", () => {
  let world: OfficialWorld;
  before(async () => {
    world = await OfficialWorld.start();
  });
  after(() => world.stop());

  it("of a container are its own: another's secret, a made-up one and a dead one's are refused", async () => {
    const { peer } = await world.started({});
    await peer.assignment();
    const other = await world.started({});
    const stop = { taskId: other.peer.id };
    await world.client.call("ContainerStop", m.ContainerStopRequest, m.ContainerStopResponse, stop);
    const { id, secret } = peer;
    for (const headers of [
      { id, secret: other.peer.secret },
      { id, secret: "" },
      { id, secret: `${secret}x` },
      { id: other.peer.id, secret: other.peer.secret },
      { id: "ta-00000000000000000000000000", secret },
      { id: `${id}, ${other.peer.id}`, secret: "" },
    ]) {
      const sent = { "x-lydian-container-id": headers.id, "x-lydian-container-secret": headers.secret };
      const refused = peer.client.call("ContainerHello", Empty, Empty, {}, sent);
      await assert.rejects(refused, isRefused(grpcCode.unauthenticated), JSON.stringify(headers));
      assert.equal((await requestAssignment(world.serving.socketPath, sent)).status, 401);
    }
  });

  it("of a container are no token, and a token is no container's", async () => {
    const { peer } = await world.started({});
    await peer.assignment();
    const asToken = {
      "x-lydian-container-id": "",
      "x-modal-token-id": peer.id,
      "x-modal-token-secret": peer.secret,
    };
    const hello = peer.client.call("ClientHello", Empty, Empty, {}, asToken);
    await assert.rejects(hello, isRefused(grpcCode.unauthenticated));
    const { tokenId, tokenSecret, socketPath } = world.serving;
    const token = { "x-modal-token-id": tokenId, "x-modal-token-secret": tokenSecret };
    assert.equal((await requestAssignment(socketPath, token)).status, 403);
    assert.equal((await requestAssignment(socketPath, {})).status, 401);
    for (const method of ["ContainerHello", "ContainerHeartbeat", "FunctionGetInputs", "TaskResult"]) {
      const refused = world.client.call(method, Empty, Empty, {});
      await assert.rejects(refused, isRefused(grpcCode.permissionDenied), method);
    }
  });

  it("of a container do not let it deploy, stop, look around or read secrets", async () => {
    const { peer } = await world.started({});
    await peer.assignment();
    for (const method of [
      "AppCreate",
      "AppList",
      "AppStop",
      "AppPublish",
      "AppGetLogs",
      "FunctionCreate",
      "ContainerStop",
      "TaskList",
      "SecretList",
      "SecretDelete",
      "EnvironmentDelete",
      "MountPutFile",
      "TokenInfoGet",
      "TokenDelete",
    ]) {
      const refused = peer.client.call(method, Empty, Empty, {});
      await assert.rejects(refused, isRefused(grpcCode.permissionDenied), method);
    }
  });
});
