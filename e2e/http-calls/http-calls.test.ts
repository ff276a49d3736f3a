/** Functions called by whoever can make an HTTP request, with a token and JSON. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Function } from "lydian";
import { accountOf } from "../fixture/account.ts";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { findPythonClients } from "../modal-python/fixture/python-client.ts";

const python = await findPythonClients();
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly callId?: string;
    readonly result?: unknown;
    readonly error?: Record<string, unknown>;
  };
}

describe("calls over plain HTTP", { timeout: 180_000 }, () => {
  let lydian: Lydian;
  before(async () => {
    lydian = await startLydian();
    Object.assign(process.env, lydian.environment);
    const { code, stderr } = await lydian.run(["deploy", here("http-app.ts")]);
    assert.equal(code, 0, stderr);
  });
  after(async () => {
    assert.doesNotMatch(lydian.log(), /Could not answer/, "nothing was a bug of the server");
    await lydian.stop();
  });

  function authorization(): string {
    const { MODAL_TOKEN_ID, MODAL_TOKEN_SECRET } = accountOf(lydian);
    return `Basic ${Buffer.from(`${MODAL_TOKEN_ID}:${MODAL_TOKEN_SECRET}`).toString("base64")}`;
  }

  async function post(path: string, body?: unknown, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`${lydian.url}/v1/functions/${path}`, {
      method: "POST",
      headers: { authorization: authorization(), "content-type": "application/json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      ...init,
    });
    assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
    const { status, headers } = response;
    return { status, headers, body: (await response.json()) as Answer["body"] }; // ours
  }

  test("arguments and results are JSON", async () => {
    const args = [1, 2.5, "grüße", null, [true, { deep: [] }]];
    const { status, body } = await post("http-typescript/describe:call", { args, kwargs: { named: "x" } });
    assert.equal(status, 200);
    assert.deepEqual(body.result, [...args, { named: "x" }]);
    assert.match(body.callId ?? "", /^fc-/);
    assert.deepEqual((await post("http-typescript/describe:call")).body.result, []);
  });

  test("what JSON has no word for is told as text", async () => {
    const { body } = await post("http-typescript/values:call");
    assert.deepEqual(body.result, {
      big: "1180591620717411303424",
      bytes: "AQID",
      date: "2026-01-02T03:04:05.000Z",
      nan: "NaN",
      text: "grüße",
    });
  });

  test("large arguments and results travel too, and too large ones are refused", async () => {
    const length = 5_000_000;
    const sized = await post("http-typescript/size:call", { args: ["x".repeat(length)] });
    assert.equal(sized.body.result, length);
    const { body } = await post("http-typescript/long:call", { args: [length] });
    assert.equal(String(body.result).length, length);
    const refused = await post("http-typescript/size:call", { args: ["x".repeat(17_000_000)] });
    assert.equal(refused.status, 400);
    assert.match(String(refused.body.error?.["message"]), /larger than 16777216 bytes/);
  });

  test("methods of classes are called with the defaults of their parameters", async () => {
    const { body } = await post("http-typescript/Greeter.greet:call", { args: ["hello"] });
    assert.equal(body.result, "hello world");
    const dotted = await post("http-typescript/has.dots:call");
    assert.equal(dotted.body.result, "reached", "dots alone make no method");
  });

  test("failures say what was thrown", async () => {
    const { status, body } = await post("http-typescript/fails:call");
    assert.equal(status, 500);
    assert.equal(body.error?.["type"], "RangeError");
    assert.equal(body.error?.["message"], "no such luck");
    assert.match(String(body.error?.["traceback"]), /http-app\.ts:\d+/);
    const slow = await post("http-typescript/slow:call");
    assert.equal(slow.status, 504);
    assert.equal(slow.body.error?.["type"], "FunctionTimeoutError");
  });

  const refusals: readonly (readonly [
    title: string,
    path: string,
    body: unknown,
    status: number,
    message: RegExp,
  ])[] = [
    ["an app that is not there", "nowhere/f:call", {}, 404, /nowhere/],
    ["a function that is not there", "http-typescript/nothing:call", {}, 404, /it has "describe", /],
    [
      "a method that is not there",
      "http-typescript/Greeter.wave:call",
      {},
      404,
      /has no method "wave"; it has "greet"/,
    ],
    ["an environment that is not there", "http-typescript/describe:call?environment=moon", {}, 404, /moon/],
    ["a path without a verb", "http-typescript/describe", {}, 404, /functions are called at POST/],
    ["a generator", "http-typescript/yields:call", {}, 400, /it is a generator/],
    ["what is no JSON", "http-typescript/describe:call", "{", 400, /it is no JSON/],
    ["a list", "http-typescript/describe:call", [1], 400, /send a JSON object with "args"/],
    ["arguments that are no list", "http-typescript/describe:call", { args: 1 }, 400, /send a JSON object/],
    ["another key", "http-typescript/describe:call", { input: 1 }, 400, /it has "input"/],
    [
      "what is nested too deep",
      "http-typescript/describe:call",
      `{"args": ${"[".repeat(1_000)}${"]".repeat(1_000)}}`,
      400,
      /nested deeper than 500 levels/,
    ],
    ["a path that cannot be decoded", "http-typescript/%zz:call", {}, 400, /path/],
  ];
  for (const [title, path, sent, expected, message] of refusals) {
    test(`${title} is refused with a sentence`, async () => {
      const { status, body } = await post(path, sent);
      assert.equal(status, expected);
      assert.match(String(body.error?.["message"]), message);
    });
  }

  test("a token is needed", async () => {
    const headers = { authorization: `Basic ${Buffer.from("ak-x:as-y").toString("base64")}` };
    for (const init of [{ headers: {} }, { headers }]) {
      const { status, headers: answered, body } = await post("http-typescript/describe:call", {}, init);
      assert.equal(status, 401);
      assert.match(answered.get("www-authenticate") ?? "", /^Basic /);
      assert.equal(body.error?.["type"], "unauthenticated");
    }
    assert.equal((await post("http-typescript/describe:call", undefined, { method: "GET" })).status, 400);
  });

  test("who leaves cancels the call", async () => {
    const leaving = new AbortController();
    const waiting = post("http-typescript/waits:call", {}, { signal: leaving.signal });
    const waits = Function.fromName("http-typescript", "waits");
    await untilRunning(waits, 1);
    leaving.abort();
    await assert.rejects(waiting);
    await untilRunning(waits, 0);
  });

  test("a body that ends in the middle ends nothing but its connection", async () => {
    const { hostname, port } = new URL(lydian.url);
    const socket = connect(Number(port), hostname);
    const head = [
      "POST /v1/functions/http-typescript/describe:call HTTP/1.1",
      "host: x",
      `authorization: ${authorization()}`,
    ];
    socket.write(`${[...head, "content-length: 100"].join("\r\n")}\r\n\r\n{"args"`);
    await delay(200);
    socket.destroy();
    assert.equal((await post("http-typescript/describe:call")).status, 200);
  });

  test("functions in Python are called alike", { skip: python.skip }, async () => {
    const client = python.use("1.6.4", lydian);
    const deployed = await client.modal(["deploy", here("http_app.py")]);
    assert.equal(deployed.code, 0, deployed.stderr);
    const { body } = await post("http-python/describe:call", { args: [1, "two"], kwargs: { three: [4] } });
    assert.deepEqual(body.result, { args: [1, "two"], kwargs: { three: [4] } });
    const failed = await post("http-python/fails:call");
    assert.equal(failed.status, 500);
    assert.match(String(failed.body.error?.["message"]), /no such luck/);
    const collected = await post("http-python/collects:call");
    assert.equal(collected.status, 409);
    assert.match(
      String(collected.body.error?.["message"]),
      /has run, but its result cannot be told in JSON: .*set/,
    );
    const greeted = await post("http-python/Greeter.greet:call", { args: ["hello"] });
    assert.equal(greeted.body.result, "hello world");
  });
});

async function untilRunning(
  target: { getCurrentStats(): Promise<{ readonly numRunningInputs: number }> },
  count: number,
): Promise<void> {
  for (const endMs = performance.now() + 20_000; performance.now() < endMs;) {
    if ((await target.getCurrentStats()).numRunningInputs === count) return;
    await delay(20);
  }
  assert.fail(`${count} do not run`);
}
