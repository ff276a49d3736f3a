import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { google, modal } from "@lydian/protocol";
import { deploy, GrpcRefusal, TestClient, type TestHeaders } from "../client.test.peer.ts";
import { grpcCode } from "../grpc-status.ts";
import { serve } from "../serving.test.engine.ts";
import type { Serving } from "../serving.test.engine.ts";

const { Empty } = google.protobuf;
const m = modal.client;

function refusedWith(code: number, message = /./): (error: unknown) => boolean {
  return (error) => error instanceof GrpcRefusal && error.code === code && message.test(error.message);
}

describe("the client door", () => {
  let serving: Serving;
  let client: TestClient;

  before(async () => {
    serving = await serve({ square: (_call, x: number) => x ** 2 });
    client = TestClient.of(serving);
    await deploy(client, "app", { square: {} });
  });

  after(async () => {
    client.close();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });

  async function as<T>(headers: TestHeaders, use: (other: TestClient) => Promise<T>): Promise<T> {
    const other = new TestClient(serving.port, headers);
    try {
      return await use(other);
    } finally {
      other.close();
    }
  }

  const lookUp = (from: TestClient): Promise<unknown> =>
    from.call("FunctionGet", m.FunctionGetRequest, m.FunctionGetResponse, {
      appName: "app",
      objectTag: "square",
    });

  for (const [what, headers] of [
    ["no token", {}],
    ["an unknown token", { "x-modal-token-id": "ak-0", "x-modal-token-secret": "as-0" }],
    [
      "a container that does not exist",
      { "x-lydian-container-id": "ta-0", "x-lydian-container-secret": "0" },
    ],
  ] as const) {
    it(`refuses every method, listed or not, to ${what}`, async () => {
      await as(headers, async (other) => {
        await assert.rejects(lookUp(other), refusedWith(grpcCode.unauthenticated));
        await assert.rejects(other.call("NoSuch", Empty, Empty, {}), refusedWith(grpcCode.unauthenticated));
        await assert.rejects(
          other.call("AuthTokenGet", m.AuthTokenGetRequest, m.AuthTokenGetResponse, {}),
          refusedWith(grpcCode.unauthenticated),
        );
      });
    });
  }

  it("refuses the right token with a wrong secret", async () => {
    const headers = { "x-modal-token-id": serving.tokenId, "x-modal-token-secret": "as-wrong" };
    await as(headers, (other) => assert.rejects(lookUp(other), refusedWith(grpcCode.unauthenticated)));
  });

  it("lets in who sends token and secret twice, as the Go client does", async () => {
    const { tokenId, tokenSecret } = serving;
    const headers = {
      "x-modal-token-id": [tokenId, tokenId],
      "x-modal-token-secret": [tokenSecret, tokenSecret],
    };
    await as(headers, lookUp);
  });

  it("lets a container look up and call, and nothing else", async () => {
    const { functionId } = await client.call("FunctionGet", m.FunctionGetRequest, m.FunctionGetResponse, {
      appName: "app",
      objectTag: "square",
    });
    await client.call("FunctionMap", m.FunctionMapRequest, m.FunctionMapResponse, callOf(functionId));
    const { id, secret } = serving.container();
    const headers = { "x-lydian-container-id": id, "x-lydian-container-secret": secret };
    await as(headers, async (other) => {
      await lookUp(other);
      const called = await other.call(
        "FunctionMap",
        m.FunctionMapRequest,
        m.FunctionMapResponse,
        callOf(functionId),
      );
      assert.match(called.functionCallId, /^fc-/);
      for (const [method, request] of [
        ["AppList", m.AppListRequest],
        ["AppStop", m.AppStopRequest],
        ["SecretList", m.SecretListRequest],
        ["TokenInfoGet", m.TokenInfoGetRequest],
        ["FunctionCreate", m.FunctionCreateRequest],
        ["FunctionUpdateSchedulingParams", m.FunctionUpdateSchedulingParamsRequest],
        ["ContainerStop", m.ContainerStopRequest],
        ["EnvironmentCreate", m.EnvironmentCreateRequest],
        ["AppFetchLogs", m.AppFetchLogsRequest],
      ] as const) {
        await assert.rejects(
          other.call(method, request, Empty, {}),
          refusedWith(grpcCode.permissionDenied),
          method,
        );
      }
      const secret = (request: Parameters<typeof m.SecretGetOrCreateRequest.encode>[0]) =>
        other.call("SecretGetOrCreate", m.SecretGetOrCreateRequest, m.SecretGetOrCreateResponse, request);
      await client.call("SecretGetOrCreate", m.SecretGetOrCreateRequest, m.SecretGetOrCreateResponse, {
        deploymentName: "known",
        objectCreationType: 1,
      });
      assert.equal((await secret({ deploymentName: "known" })).metadata?.name, "known");
      const named = { deploymentName: "new", objectCreationType: 1 };
      await assert.rejects(secret(named), refusedWith(grpcCode.permissionDenied));
      const ephemeral = { envDict: { K: "v" }, objectCreationType: 5 };
      assert.match((await secret(ephemeral)).secretId, /^st-/);
      const environment = (deploymentName: string, objectCreationType: number) =>
        other.call(
          "EnvironmentGetOrCreate",
          m.EnvironmentGetOrCreateRequest,
          m.EnvironmentGetOrCreateResponse,
          { deploymentName, objectCreationType },
        );
      assert.equal((await environment("", 0)).metadata?.name, "main");
      await assert.rejects(environment("new", 1), refusedWith(grpcCode.permissionDenied));
    });
  });

  it("answers a repeated request with the first answer, also while that is under way", async () => {
    const key = { "x-idempotency-key": randomUUID() };
    const create = (headers: Record<string, string>): Promise<{ appId: string }> =>
      client.call("AppCreate", m.AppCreateRequest, m.AppCreateResponse, { description: "once" }, headers);
    const [first, second] = await Promise.all([create(key), create(key)]);
    const third = await create({ ...key, "x-retry-attempt": "1" });
    const other = await create({ "x-idempotency-key": randomUUID() });
    assert.equal(second.appId, first.appId);
    assert.equal(third.appId, first.appId);
    assert.notEqual(other.appId, first.appId);
  });

  it("opens one call for all attempts of one request, whatever the server has forgotten", async () => {
    const { functionId } = await client.call("FunctionGet", m.FunctionGetRequest, m.FunctionGetResponse, {
      appName: "app",
      objectTag: "square",
    });
    const open = (key: string): Promise<{ functionCallId: string }> =>
      client.call("FunctionMap", m.FunctionMapRequest, m.FunctionMapResponse, callOf(functionId), {
        "x-idempotency-key": key,
      });
    assert.equal((await open("k-1")).functionCallId, (await open("k-1")).functionCallId);
    assert.notEqual((await open("k-1")).functionCallId, (await open("k-2")).functionCallId);
  });

  it("gives a token that says when it expires", async () => {
    const { token } = await client.call("AuthTokenGet", m.AuthTokenGetRequest, m.AuthTokenGetResponse, {});
    const [, payload = ""] = token.split(".");
    assert.match(payload, /^[0-9A-Za-z]+$/);
    const { exp } = JSON.parse(atob(payload)) as { exp: number }; // as JavaScript clients read it
    assert.ok(exp > Date.now() / 1000 + 1200);
  });

  it("says who one is", async () => {
    const info = await client.call("TokenInfoGet", m.TokenInfoGetRequest, m.TokenInfoGetResponse, {});
    assert.equal(info.tokenId, serving.tokenId);
    assert.equal(info.userIdentity?.username, "tester");
    const looked = await client.call("WorkspaceNameLookup", Empty, m.WorkspaceNameLookupResponse, {});
    assert.equal(looked.username, "tester");
  });

  it("refuses bytes that are no message as an invalid argument", async () => {
    const garbage = { encode: () => ({ finish: () => Buffer.from([0x0a, 0xff, 0x01]) }) };
    await assert.rejects(
      client.call("FunctionGet", garbage, m.FunctionGetResponse, {}),
      refusedWith(grpcCode.invalidArgument),
    );
  });
});

function callOf(functionId: string): Parameters<typeof m.FunctionMapRequest.encode>[0] {
  const input = { args: Buffer.from("828102a0", "hex"), dataFormat: m.DataFormat.DATA_FORMAT_CBOR };
  return {
    functionId,
    functionCallType: m.FunctionCallType.FUNCTION_CALL_TYPE_UNARY,
    functionCallInvocationType: m.FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_SYNC,
    pipelinedInputs: [{ idx: 0, input }],
  };
}
