import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { google, modal } from "@lydian/protocol";
import { deploy, GrpcRefusal, TestClient } from "../../client.test.peer.ts";
import { grpcCode } from "../../grpc-status.ts";
import { serve } from "../../serving.test.engine.ts";
import type { Serving } from "../../serving.test.engine.ts";

const m = modal.client;
const { Empty } = google.protobuf;
const creation = m.ObjectCreationType;

function isRefusedWith(code: number): (error: unknown) => boolean {
  return (error) => error instanceof GrpcRefusal && error.code === code;
}

describe("environments and secrets by the public protocol", () => {
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

  const environment = (deploymentName: string, objectCreationType: modal.client.ObjectCreationType = 0) =>
    client.call("EnvironmentGetOrCreate", m.EnvironmentGetOrCreateRequest, m.EnvironmentGetOrCreateResponse, {
      deploymentName,
      objectCreationType,
    });
  const environmentNames = async (): Promise<string[]> =>
    (await client.call("EnvironmentList", Empty, m.EnvironmentListResponse, {})).items.map(
      (item) => item.name ?? "",
    );
  const secret = (request: Parameters<typeof m.SecretGetOrCreateRequest.encode>[0]) =>
    client.call("SecretGetOrCreate", m.SecretGetOrCreateRequest, m.SecretGetOrCreateResponse, request);

  it("the default environment is there, with the builder version that Python insists on", async () => {
    assert.deepEqual(await environmentNames(), ["main"]);
    assert.equal((await environment("main")).metadata?.name, "main");
    const { environmentId, metadata } = await environment("");
    assert.match(environmentId, /^en-/);
    assert.equal(metadata?.name, "main");
    assert.equal(metadata?.settings?.imageBuilderVersion, "2025.06");
  });

  it("an environment is created once, renamed and deleted", async () => {
    await assert.rejects(environment("dev"), isRefusedWith(grpcCode.notFound));
    const created = await environment("dev", creation.OBJECT_CREATION_TYPE_CREATE_IF_MISSING);
    assert.equal((await environment("dev", 1)).environmentId, created.environmentId);
    await assert.rejects(
      client.call("EnvironmentCreate", m.EnvironmentCreateRequest, Empty, { name: "dev" }),
      isRefusedWith(grpcCode.alreadyExists),
    );
    const update = { currentName: "dev", name: { value: "test" } };
    const updated = await client.call(
      "EnvironmentUpdate",
      m.EnvironmentUpdateRequest,
      m.EnvironmentListItem,
      update,
    );
    assert.equal(updated.name, "test");
    assert.deepEqual((await environmentNames()).toSorted(), ["main", "test"]);
    await client.call("EnvironmentDelete", m.EnvironmentDeleteRequest, Empty, { name: "test" });
    assert.deepEqual(await environmentNames(), ["main"]);
  });

  it("what an environment cannot have is refused, not dropped", async () => {
    const isUnimplemented = isRefusedWith(grpcCode.unimplemented);
    const create = { name: "locked", isManaged: true };
    await assert.rejects(
      client.call("EnvironmentCreate", m.EnvironmentCreateRequest, Empty, create),
      isUnimplemented,
    );
    assert.equal((await environmentNames()).includes("locked"), false);
    const update = (imageBuilderVersion: string) =>
      client.call("EnvironmentUpdate", m.EnvironmentUpdateRequest, m.EnvironmentListItem, {
        currentName: "main",
        imageBuilderVersion,
      });
    await assert.rejects(update("2024.10"), isUnimplemented);
    assert.equal((await update("2025.06")).name, "main");
  });

  it("a secret is created, refused where it exists, overwritten, looked up, listed and deleted", async () => {
    const made = { deploymentName: "hub", envDict: { TOKEN: "1" } };
    const { secretId, metadata } = await secret({ ...made, objectCreationType: 2 });
    assert.match(secretId, /^st-/);
    assert.equal(metadata?.name, "hub");
    assert.equal(metadata?.creationInfo?.createdBy, "tester");
    await assert.rejects(secret({ ...made, objectCreationType: 2 }), isRefusedWith(grpcCode.alreadyExists));
    assert.equal((await secret({ ...made, objectCreationType: 1 })).secretId, secretId);
    await secret({ deploymentName: "hub", envDict: { TOKEN: "2", USER: "u" }, objectCreationType: 3 });
    assert.equal((await secret({ deploymentName: "hub", requiredKeys: ["USER"] })).metadata?.name, "hub");
    await assert.rejects(
      secret({ deploymentName: "hub", requiredKeys: ["NOPE"] }),
      (error: unknown) =>
        isRefusedWith(grpcCode.failedPrecondition)(error) &&
        /Secret is missing key\(s\): NOPE/.test(String(error)),
    );
    await assert.rejects(
      secret({ deploymentName: "nope" }),
      (error: unknown) =>
        isRefusedWith(grpcCode.notFound)(error) && /Secret 'nope' not found/.test(String(error)),
    );
    const { items } = await client.call("SecretList", m.SecretListRequest, m.SecretListResponse, {});
    assert.deepEqual(
      items.map((item) => [item.label, item.lydianKeys]),
      [["hub", ["TOKEN", "USER"]]],
    );
    const current = await secret({ deploymentName: "hub" });
    const updates = [{ key: "TOKEN" }, { key: "NEW", value: "3" }];
    await client.call("SecretUpdate", m.SecretUpdateRequest, Empty, { secretId: current.secretId, updates });
    assert.ok(await secret({ deploymentName: "hub", requiredKeys: ["NEW", "USER"] }));
    await client.call("SecretDelete", m.SecretDeleteRequest, Empty, { secretId: current.secretId });
    await assert.rejects(secret({ deploymentName: "hub" }), isRefusedWith(grpcCode.notFound));
  });

  it("secrets are listed newest first, a page at a time", async () => {
    for (const name of ["a", "b", "c"]) await secret({ deploymentName: name, objectCreationType: 2 });
    const seen: string[] = [];
    for (let createdBefore = 0, size = 2; size >= 2;) {
      const pagination = { maxObjects: 2, createdBefore };
      const { items } = await client.call("SecretList", m.SecretListRequest, m.SecretListResponse, {
        pagination,
      });
      seen.push(...items.map((item) => item.label ?? ""));
      size = items.length;
      createdBefore = items.at(-1)?.createdAt ?? 0;
    }
    assert.deepEqual(seen.toSorted(), ["a", "b", "c"]);
  });

  it("an anonymous secret belongs to its app, and is not listed", async () => {
    const appId = await deploy(client, "owner", {});
    const made = await secret({ appId, envDict: { K: "v" }, objectCreationType: 4 });
    assert.match(made.secretId, /^st-/);
    const { items } = await client.call("SecretList", m.SecretListRequest, m.SecretListResponse, {});
    assert.equal(
      items.some((item) => item.secretId === made.secretId),
      false,
    );
  });
});
