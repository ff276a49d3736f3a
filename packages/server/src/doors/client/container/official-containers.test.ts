import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { google, modal } from "@lydian/protocol";
import { GrpcRefusal, putBlob } from "../../client.test.peer.ts";
import { LydianError } from "../../../model/error.ts";
import { code, OfficialWorld } from "./official.test.world.ts";

const m = modal.client;
const { GenericStatus } = m.GenericResult;
const { Empty } = google.protobuf;
const success = {
  result: { status: GenericStatus.GENERIC_STATUS_SUCCESS, data: Buffer.from("v") },
  dataFormat: 1,
};

describe("containers of the official entrypoint", () => {
  let world: OfficialWorld;

  before(async () => {
    world = await OfficialWorld.start();
  });
  after(() => world.stop());

  it("are told their files, their variables and their app, run an input and answer it", async () => {
    const dependencies = [{ objectId: "st-1" }, { objectId: "im-1" }];
    const {
      peer,
      callIds: [callId],
    } = await world.started({ objectDependencies: dependencies, maxConcurrentInputs: 2 });
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
    const { result, dataFormat } = await world.output(callId);
    assert.deepEqual(result?.data, Buffer.from("v"));
    assert.equal(dataFormat, 1);
  });

  it("are told files of all sizes whole, one behind the other", async () => {
    const contents = new Map([
      ["/root/a", ""],
      ["/root/b", "small"],
      ["/root/c", `${"large".repeat(600_000)}!`],
      ["/root/d", "behind it"],
    ]);
    const mounts = [...contents].map(([path, content]) => world.mount(path, content));
    const { peer } = await world.started({ mountIds: await Promise.all(mounts) });
    const { files } = await peer.assignment();
    const told = files.map(({ path, content }) => [path, content.length]);
    assert.deepEqual(
      told,
      [...contents].map(([path, content]) => [path, content.length]),
    );
    for (const { path, content } of files) assert.ok(content === contents.get(path), path);
  });

  it("are answered before an output is kept, and let go where it cannot be: its input runs again", async (t) => {
    const { peer, callIds } = await world.started({});
    await peer.assignment();
    const [item] = await peer.inputs();
    const full = new LydianError("resource-exhausted", "the disk is full");
    t.mock.method(world.serving.store.calls, "complete", () => Promise.reject(full), { times: 1 });
    await peer.put(item, success);
    const next = await world.nextContainer(peer.id);
    await next.assignment();
    const [again] = await next.inputs();
    assert.equal(again?.inputId, item?.inputId);
    assert.equal(again?.retryCount, (item?.retryCount ?? 0) + 1);
    await next.put(again, success);
    const { result } = await world.output(callIds[0]);
    assert.deepEqual(result?.data, Buffer.from("v"));
  });

  it("get the same inputs again when the answer was lost, and no other key's", async () => {
    const {
      peer,
      callIds: [callId],
    } = await world.started({});
    await peer.assignment();
    const key = { "x-idempotency-key": "a" };
    const [first] = await peer.inputs(key);
    assert.deepEqual(await peer.inputs(key), [first]);
    await peer.put(first, success);
    await world.output(callId);
  });

  it("get batches of one method each", async () => {
    const { peer } = await world.started(
      { isClass: true, batchMaxSize: 8, batchLingerMs: 200, methodDefinitions: { a: {}, b: {} } },
      ["a", "b", "a"],
    );
    await peer.assignment();
    const methods = async (): Promise<unknown> => (await peer.inputs()).map(({ input }) => input?.methodName);
    assert.deepEqual(await methods(), ["a", "a"]);
    assert.deepEqual(await methods(), ["b"]);
  });

  it("hear of cancellations by their beat, and what they were not told to end runs again", async () => {
    const {
      peer,
      callIds: [cancelled, kept],
    } = await world.started({ batchMaxSize: 2, batchLingerMs: 500 }, ["", ""]);
    await peer.assignment();
    const items = await peer.inputs();
    const beat = peer.beat();
    const request = { functionCallId: cancelled ?? "" };
    await world.client.call("FunctionCallCancel", m.FunctionCallCancelRequest, Empty, request);
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
    assert.equal((await world.output(kept)).dataFormat, 4, "the answer of the earlier attempt is dropped");
    assert.equal((await world.output(cancelled)).result?.status, GenericStatus.GENERIC_STATUS_TERMINATED);
  });

  it("stop by the kill switch when their app is stopped", async () => {
    const {
      peer,
      callIds: [callId],
    } = await world.started({});
    const { arguments: told } = await peer.assignment();
    await peer.put((await peer.inputs())[0], success);
    await world.output(callId);
    const waiting = peer.inputs();
    await world.client.call("AppStop", m.AppStopRequest, Empty, { appId: told.appId });
    assert.deepEqual(
      (await waiting).map(({ killSwitch }) => killSwitch),
      [true],
    );
  });

  it("end what they run when they are stopped at once, leave in order, and it runs elsewhere", async () => {
    const {
      peer,
      callIds: [callId],
    } = await world.started({});
    await peer.assignment();
    const [item] = await peer.inputs();
    const beat = peer.beat();
    const { id } = world.serving.container();
    const stop = { taskId: id };
    await world.client.call("ContainerStop", m.ContainerStopRequest, m.ContainerStopResponse, stop);
    assert.deepEqual(await beat, [item?.inputId]);
    await peer.put(item, { result: { status: GenericStatus.GENERIC_STATUS_TERMINATED } });
    assert.equal((await peer.inputs())[0]?.killSwitch, true);
    const next = await world.nextContainer(id);
    await next.assignment();
    await next.put((await next.inputs())[0], success);
    assert.equal((await world.output(callId)).result?.status, GenericStatus.GENERIC_STATUS_SUCCESS);
  });

  it("say why they cannot start, and callers hear it", async () => {
    const started = await world.started({});
    const failure = { exception: "ImportError('x')", traceback: "tb", data: Buffer.from("pickled") };
    let { peer } = started;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { id } = world.serving.container();
      await peer.assignment();
      await peer.fail({ status: GenericStatus.GENERIC_STATUS_FAILURE, ...failure });
      const stop = { taskId: id };
      await world.client.call("ContainerStop", m.ContainerStopRequest, m.ContainerStopResponse, stop);
      if (attempt === 0) peer = await world.nextContainer(id);
    }
    const { result } = await world.output(started.callIds[0]);
    assert.equal(result?.status, GenericStatus.GENERIC_STATUS_INIT_FAILURE);
    assert.equal(result.exception, failure.exception);
    assert.deepEqual(result.data, failure.data);
  });

  it("without network are told where blobs are on their own loopback, and nobody else is", async () => {
    const origins: string[] = [];
    for (const blockNetwork of [true, false]) {
      const { peer } = await world.started({ blockNetwork });
      const { forwardedPort } = await peer.assignment();
      assert.equal(forwardedPort !== undefined, blockNetwork);
      const blobId = await putBlob(world.client, Buffer.from("content"));
      const wanted = { contentSha256Base64: Buffer.alloc(32).toString("base64"), contentLength: 1 };
      const { client } = peer;
      const created = await client.call("BlobCreate", m.BlobCreateRequest, m.BlobCreateResponse, wanted);
      const found = await client.call("BlobGet", m.BlobGetRequest, m.BlobGetResponse, { blobId });
      const url = new URL(found.downloadUrl);
      assert.equal(new URL(created.uploadUrls?.items?.[0] ?? "").origin, url.origin);
      assert.equal(url.port, String(forwardedPort ?? world.serving.port));
      origins.push(url.origin);
    }
    assert.notEqual(origins[0], origins[1]);
  });

  it("are the only ones who may ask for inputs", async () => {
    const { peer } = await world.started({});
    const type = m.FunctionGetInputsRequest;
    await assert.rejects(
      world.client.call("FunctionGetInputs", type, m.FunctionGetInputsResponse, {}),
      (error) => error instanceof GrpcRefusal && error.code === 7,
    );
    await peer.assignment();
    await assert.rejects(peer.assignment(), "a second assignment is refused");
  });
});
