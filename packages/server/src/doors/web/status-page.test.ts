import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { after, before, describe, it } from "node:test";
import type { App } from "../../model/app.ts";
import { deploy, TestClient } from "../client.test.peer.ts";
import { createHttpDoor } from "../http-door.ts";
import { serve, type Serving } from "../serving.test.engine.ts";
import { appPagePath, createStatusPage } from "./status-page.ts";

describe("the status page", () => {
  let serving: Serving;
  let server: Server;
  let app: App | undefined;

  before(async () => {
    serving = await serve({ square: (_call, x: number) => x ** 2 });
    const client = TestClient.of(serving);
    await deploy(client, "app", { square: {}, "<b>bold</b>": {} });
    client.close();
    ({ app } = await serving.engine.apps.findByName("app", ""));
    const page = createStatusPage(serving.engine);
    const reportBug = (where: string, error: unknown): void => assert.fail(`${where}: ${String(error)}`);
    server = createServer(
      createHttpDoor({ blobs: serving.engine.blobs, routes: new Map(), page, reportBug }),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  after(async () => {
    server.close();
    await serving.close();
  });

  async function get(path: string, method = "GET"): Promise<{ status: number; body: string }> {
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    const response = await fetch(`http://127.0.0.1:${address.port}${path}`, { method });
    return { status: response.status, body: await response.text() };
  }

  it("shows an app's state, version and functions, and nothing as markup", async () => {
    assert.ok(app);
    const { status, body } = await get(appPagePath(app));
    assert.equal(status, 200);
    assert.match(
      body,
      /<h1>app<\/h1>.*deployed.*1, deployed \d{4}-\d\d-\d\d \d\d:\d\d UTC.*<code>square<\/code>/s,
    );
    assert.doesNotMatch(body, /<b>bold/);
  });

  it("says at its root that the server is up, and to HEAD only that", async () => {
    assert.match((await get("/")).body, /The server is up/);
    assert.deepEqual(await get("/", "HEAD"), { status: 200, body: "" });
  });

  it("refuses what is not there, and what is no reading", async () => {
    assert.equal((await get("/apps/ap-unknown")).status, 404);
    assert.equal((await get("/elsewhere")).status, 404);
    assert.equal((await get("/", "POST")).status, 400);
  });
});
