import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, beforeEach, afterEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { google, modal } from "@lydian/protocol";
import { deploy, GrpcRefusal, TestClient, type WireFunction } from "../../client.test.peer.ts";
import { serve, type Serving } from "../../serving.test.engine.ts";
import { OfficialPeer } from "./official.test.peer.ts";

const m = modal.client;
const { GenericStatus } = m.GenericResult;
const { Empty } = google.protobuf;
const success = {
  result: { status: GenericStatus.GENERIC_STATUS_SUCCESS, data: Buffer.from("v") },
  dataFormat: 1,
};
const code = "print('x')";

describe("containers of the official entrypoint", () => {
  let serving: Serving;
  let client: TestClient;
  let peer: OfficialPeer;
  let count = 0;

  before(async () => {
    serving = await serve({});
    client = TestClient.of(serving);
  });
  after(async () => {
    client.close();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });
  beforeEach(() => void (count += 1));
  afterEach(() => peer.close());

  async function mount(): Promise<string> {
    const sha256Hex = createHash("sha256").update(code).digest("hex");
    const put = { sha256Hex, data: Buffer.from(code) };
    await client.call("MountPutFile", m.MountPutFileRequest, m.MountPutFileResponse, put);
    const files = [{ filename: "/root/app.py", sha256Hex, mode: 0o640 }];
    const request = { files, objectCreationType: 4 };
    const answer = await client.call(
      "MountGetOrCreate",
      m.MountGetOrCreateRequest,
      m.MountGetOrCreateResponse,
      request,
    );
    return answer.mountId;
  }

  /** Deploys a function, calls it so many times, and waits for its container. */
  async function started(
    settings: WireFunction,
    calls: readonly string[] = [""],
  ): Promise<readonly string[]> {
    const name = `app-${count}`;
    const python = { runtime: "", imageId: "im-1", mountIds: [await mount()], supportedInputFormats: [1, 4] };
    const tag = settings.isClass === true ? "C.*" : "f";
    await deploy(client, name, { [tag]: { ...python, ...settings } });
    const last = serving.container().id;
    const get = { appName: name, objectTag: tag };
    const { functionId } = await client.call("FunctionGet", m.FunctionGetRequest, m.FunctionGetResponse, get);
    const callIds: string[] = [];
    for (const methodName of calls) {
      const opened = await client.call("FunctionMap", m.FunctionMapRequest, m.FunctionMapResponse, {
        functionId,
        functionCallType: 1,
        functionCallInvocationType: 4,
        pipelinedInputs: [{ idx: 0, input: { args: Buffer.from(methodName), dataFormat: 1, methodName } }],
      });
      callIds.push(opened.functionCallId);
    }
    for (const endMs = Date.now() + 5_000; serving.container().id === last; await sleep(2))
      assert.ok(Date.now() < endMs, "no container was started");
    peer = new OfficialPeer(serving);
    return callIds;
  }

  async function output(functionCallId = ""): Promise<modal.client.FunctionGetOutputsItem.$Properties> {
    const request = { functionCallId, timeout: 5, lastEntryId: "0-0", maxValues: 1 };
    const type = m.FunctionGetOutputsRequest;
    const { outputs } = await client.call("FunctionGetOutputs", type, m.FunctionGetOutputsResponse, request);
    assert.equal(outputs.length, 1);
    return outputs[0] ?? {};
  }

  it("are told their files, their variables and their app, run an input and answer it", async () => {
    const dependencies = [{ objectId: "st-1" }, { objectId: "im-1" }];
    const [callId] = await started({ objectDependencies: dependencies, maxConcurrentInputs: 2 });
    const assignment = await peer.assignment();
    assert.deepEqual(assignment.files, [{ path: "/root/app.py", mode: 0o640, content: code }]);
    assert.equal(assignment.environment["MODAL_IMAGE_ID"], "im-1");
    const { appLayout, functionDef } = assignment.arguments;
    const definition = m.Function.decode(functionDef);
    assert.deepEqual(
      definition.objectDependencies.map(({ objectId }) => objectId),
      ["st-1", "im-1"],
    );
    assert.equal(definition.maxConcurrentInputs, 2);
    const known = appLayout?.objects?.map(({ objectId }) => objectId);
    assert.deepEqual(known, [appLayout?.functionIds?.["f"], "st-1", "im-1"]);
    await peer.hello();
    const [item] = await peer.inputs();
    assert.equal(item?.functionCallId, callId);
    await peer.put(item, success);
    const { result, dataFormat } = await output(callId);
    assert.deepEqual(result?.data, Buffer.from("v"));
    assert.equal(dataFormat, 1);
  });

  it("get the same inputs again when the answer was lost, and no other key's", async () => {
    const [callId] = await started({});
    await peer.assignment();
    const key = { "x-idempotency-key": "a" };
    const [first] = await peer.inputs(key);
    assert.deepEqual(await peer.inputs(key), [first]);
    await peer.put(first, success);
    await output(callId);
  });

  it("get batches of one method each", async () => {
    await started(
      { isClass: true, batchMaxSize: 8, batchLingerMs: 200, methodDefinitions: { a: {}, b: {} } },
      ["a", "b", "a"],
    );
    await peer.assignment();
    const methods = async (): Promise<unknown> => (await peer.inputs()).map(({ input }) => input?.methodName);
    assert.deepEqual(await methods(), ["a", "a"]);
    assert.deepEqual(await methods(), ["b"]);
  });

  it("hear of cancellations by their beat, and what they were not told to end runs again", async () => {
    const [cancelled, kept] = await started({ batchMaxSize: 2, batchLingerMs: 500 }, ["", ""]);
    await peer.assignment();
    const items = await peer.inputs();
    const beat = peer.beat();
    const request = { functionCallId: cancelled ?? "" };
    await client.call("FunctionCallCancel", m.FunctionCallCancelRequest, Empty, request);
    const gone = items.find(({ functionCallId }) => functionCallId === cancelled);
    const neighbour = items.find(({ functionCallId }) => functionCallId === kept);
    assert.deepEqual(await beat, [gone?.inputId]);
    const terminated = { result: { status: GenericStatus.GENERIC_STATUS_TERMINATED } };
    await peer.put(gone, terminated);
    await peer.put(neighbour, terminated);
    const again = (await peer.inputs())[0];
    assert.equal(again?.inputId, neighbour?.inputId);
    assert.notEqual(again?.retryCount, neighbour?.retryCount);
    await peer.put(neighbour, success);
    await peer.put(again, { ...success, dataFormat: 4 });
    assert.equal((await output(kept)).dataFormat, 4, "the answer of the earlier attempt is dropped");
    assert.equal((await output(cancelled)).result?.status, GenericStatus.GENERIC_STATUS_TERMINATED);
  });

  it("stop by the kill switch when their app is stopped", async () => {
    const [callId] = await started({});
    const { arguments: told } = await peer.assignment();
    await peer.put((await peer.inputs())[0], success);
    await output(callId);
    const waiting = peer.inputs();
    await client.call("AppStop", m.AppStopRequest, Empty, { appId: told.appId });
    assert.deepEqual(
      (await waiting).map(({ killSwitch }) => killSwitch),
      [true],
    );
  });

  it("say why they cannot start, and callers hear it", async () => {
    const [callId] = await started({});
    const failure = { exception: "ImportError('x')", traceback: "tb", data: Buffer.from("pickled") };
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { id } = serving.container();
      await peer.assignment();
      await peer.fail({ status: GenericStatus.GENERIC_STATUS_FAILURE, ...failure });
      await client.call("ContainerStop", m.ContainerStopRequest, m.ContainerStopResponse, { taskId: id });
      if (attempt === 1) break;
      while (serving.container().id === id) await sleep(2);
      peer.close();
      peer = new OfficialPeer(serving);
    }
    const { result } = await output(callId);
    assert.equal(result?.status, GenericStatus.GENERIC_STATUS_INIT_FAILURE);
    assert.equal(result.exception, failure.exception);
    assert.deepEqual(result.data, failure.data);
  });

  it("are the only ones who may ask for inputs", async () => {
    await started({});
    const type = m.FunctionGetInputsRequest;
    await assert.rejects(
      client.call("FunctionGetInputs", type, m.FunctionGetInputsResponse, {}),
      (error) => error instanceof GrpcRefusal && error.code === 7,
    );
    await peer.assignment();
    await assert.rejects(peer.assignment(), "a second assignment is refused");
  });
});
