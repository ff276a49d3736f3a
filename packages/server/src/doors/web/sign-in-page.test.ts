import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { after, before, describe, it } from "node:test";
import { google, modal } from "@lydian/protocol";
import { GrpcRefusal, TestClient } from "../client.test.peer.ts";
import { grpcCode } from "../grpc-status.ts";
import { createHttpDoor } from "../http-door.ts";
import { serve, type Serving } from "../serving.test.engine.ts";
import { createPages } from "./pages.ts";

const m = modal.client;

describe("the sign-in page", () => {
  let serving: Serving;
  let server: Server;
  let stranger: TestClient;
  let base = "";

  before(async () => {
    serving = await serve({});
    stranger = new TestClient(serving.port, {});
    const reportBug = (where: string, error: unknown): void => assert.fail(`${where}: ${String(error)}`);
    server = createServer(
      createHttpDoor({
        blobs: serving.engine.blobs,
        routes: new Map(),
        page: createPages(serving.engine),
        reportBug,
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    base = `http://127.0.0.1:${address.port}`;
  });

  after(async () => {
    stranger.close();
    server.close();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });

  const begin = () =>
    stranger.call("TokenFlowCreate", m.TokenFlowCreateRequest, m.TokenFlowCreateResponse, {
      localhostPort: 4_321,
    });
  const wait = (tokenFlowId: string, waitSecret: string, timeout: number) =>
    stranger.call("TokenFlowWait", m.TokenFlowWaitRequest, m.TokenFlowWaitResponse, {
      tokenFlowId,
      waitSecret,
      timeout,
    });
  const pathOf = (webUrl: string): string => `${base}${new URL(webUrl).pathname}`;
  const send = (url: string, form: Record<string, string>): Promise<Response> =>
    fetch(url, { method: "POST", body: new URLSearchParams(form) });

  it("leads a client without a token to one, which works", async () => {
    const { tokenFlowId, webUrl, code, waitSecret } = await begin();
    assert.equal((await wait(tokenFlowId, waitSecret, 0)).timeout, true);
    const shown = await fetch(pathOf(webUrl));
    assert.equal(shown.status, 200);
    const policy = shown.headers.get("content-security-policy") ?? "";
    assert.match(policy, /frame-ancestors 'none'.*connect-src http:\/\/127\.0\.0\.1:4321\//);
    const body = await shown.text();
    assert.equal(body.includes(code), false, "who sees the page must look at the terminal");
    const waiting = wait(tokenFlowId, waitSecret, 40);
    const { operatorCode } = serving.engine.signIns;
    const allowed = await send(pathOf(webUrl), { code, operatorCode, username: "eva" });
    assert.equal(allowed.status, 200);
    assert.match(await allowed.text(), /<b>eva<\/b>/);
    const { tokenId, tokenSecret, workspaceUsername } = await waiting;
    assert.equal(workspaceUsername, "eva");
    const client = new TestClient(serving.port, {
      "x-modal-token-id": tokenId,
      "x-modal-token-secret": tokenSecret,
    });
    const info = await client.call("TokenInfoGet", m.TokenInfoGetRequest, m.TokenInfoGetResponse, {});
    client.close();
    assert.equal(info.userIdentity?.username, "eva");
    assert.ok(Number(info.createdAt?.seconds) > 1e9);
    assert.equal((await send(pathOf(webUrl), { code, operatorCode, username: "eva" })).status, 404);
  });

  it("shows what was typed again when a code is wrong, as text, and is over after some tries", async () => {
    const { webUrl, code } = await begin();
    const wrong = { code, operatorCode: '"><script>', username: "eva" };
    const refused = await send(pathOf(webUrl), wrong);
    assert.equal(refused.status, 403);
    const body = await refused.text();
    assert.match(body, /One of the codes is wrong; tries left: 4/);
    assert.equal(body.includes('"><script>'), false);
    for (let i = 0; i < 3; i += 1) assert.equal((await send(pathOf(webUrl), wrong)).status, 403);
    assert.equal((await send(pathOf(webUrl), wrong)).status, 404);
    assert.equal((await fetch(pathOf(webUrl))).status, 404);
  });

  it("refuses a form that is too long", async () => {
    const { webUrl } = await begin();
    assert.equal((await send(pathOf(webUrl), { code: "x".repeat(10_000) })).status, 400);
  });

  it("opens nothing else to strangers", async () => {
    await assert.rejects(
      stranger.call("TokenInfoGet", m.TokenInfoGetRequest, m.TokenInfoGetResponse, {}),
      (error: unknown) => error instanceof GrpcRefusal && error.code === grpcCode.unauthenticated,
    );
    const { Empty } = google.protobuf;
    await assert.rejects(
      stranger.call("EnvironmentList", Empty, m.EnvironmentListResponse, {}),
      (error: unknown) => error instanceof GrpcRefusal && error.code === grpcCode.unauthenticated,
    );
  });
});
