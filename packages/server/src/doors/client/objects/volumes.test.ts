import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { google, modal } from "@lydian/protocol";
import { GrpcRefusal, TestClient } from "../../client.test.peer.ts";
import { grpcCode } from "../../grpc-status.ts";
import { serve } from "../../serving.test.engine.ts";
import type { Serving } from "../../serving.test.engine.ts";

const m = modal.client;
const { Empty } = google.protobuf;

function refusedWith(code: number, message: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof GrpcRefusal && error.code === code && message.test(error.message);
}

describe("volumes by the public protocol", () => {
  let serving: Serving;
  let client: TestClient;

  before(async () => {
    serving = await serve({});
    client = TestClient.of(serving);
  });

  after(async () => {
    client.close();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });

  const getOrCreate = (request: Parameters<typeof m.VolumeGetOrCreateRequest.encode>[0]) =>
    client.call("VolumeGetOrCreate", m.VolumeGetOrCreateRequest, m.VolumeGetOrCreateResponse, request);
  const list = async () =>
    (await client.call("VolumeList", m.VolumeListRequest, m.VolumeListResponse, {})).items;

  it("one of a name is created once, found by name and id, listed, and gone when deleted", async () => {
    await assert.rejects(
      getOrCreate({ deploymentName: "v" }),
      refusedWith(grpcCode.notFound, /Volume 'v' not found in environment 'main': .*modal volume create v/),
    );
    const created = await getOrCreate({ deploymentName: "v", objectCreationType: 1 });
    assert.match(created.volumeId, /^vo-[0-9A-Za-z]{22}$/);
    assert.deepEqual([created.version, created.metadata?.version, created.metadata?.name], [1, 1, "v"]);
    assert.equal(created.metadata?.creationInfo?.createdBy, "tester");
    assert.equal((await getOrCreate({ deploymentName: "v" })).volumeId, created.volumeId);
    await assert.rejects(
      getOrCreate({ deploymentName: "v", objectCreationType: 2 }),
      refusedWith(grpcCode.alreadyExists, /"v" exists/),
    );
    const request = { volumeId: created.volumeId };
    const found = await client.call(
      "VolumeGetById",
      m.VolumeGetByIdRequest,
      m.VolumeGetByIdResponse,
      request,
    );
    assert.deepEqual(found.metadata, created.metadata);
    assert.deepEqual(
      (await list()).map((item) => [item.label, item.volumeId, item.metadata?.name]),
      [["v", created.volumeId, "v"]],
    );
    await client.call("VolumeDelete", m.VolumeDeleteRequest, Empty, request);
    await assert.rejects(getOrCreate({ deploymentName: "v" }), refusedWith(grpcCode.notFound, /'v'/));
    assert.deepEqual(await list(), []);
  });

  it("an anonymous one lives as long as its client says so, and is not listed", async () => {
    const { volumeId } = await getOrCreate({ objectCreationType: 5 });
    await client.call("VolumeHeartbeat", m.VolumeHeartbeatRequest, Empty, { volumeId });
    assert.deepEqual(await list(), []);
    await client.call("VolumeDelete", m.VolumeDeleteRequest, Empty, { volumeId });
    await assert.rejects(
      client.call("VolumeHeartbeat", m.VolumeHeartbeatRequest, Empty, { volumeId }),
      refusedWith(grpcCode.notFound, /does not exist, or was deleted/),
    );
  });

  it("version 2 is refused, and so is every use of files, instead of being taken for something else", async () => {
    await assert.rejects(
      getOrCreate({ deploymentName: "two", objectCreationType: 1, version: 2 }),
      refusedWith(grpcCode.unimplemented, /Cannot create volume 'two' with version 2/),
    );
    await assert.rejects(
      client.call("VolumePutFiles2", Empty, Empty, {}),
      refusedWith(grpcCode.unimplemented, /has no files in volumes \(VolumePutFiles2\)/),
    );
  });

  it("a proxy is not found, whichever is asked for", async () => {
    await assert.rejects(
      client.call("ProxyGet", m.ProxyGetRequest, m.ProxyGetResponse, { name: "p" }),
      refusedWith(grpcCode.notFound, /Proxy 'p' not found/),
    );
  });
});
