/** npm `modal`, pinned and unmodified, against a real server: code that people have goes on working. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import type * as Modal from "modal";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";

const appFile = fileURLToPath(new URL("called-app.ts", import.meta.url));
const appName = "called-by-modal";
const mebibyte = 1024 * 1024;

let lydian: Lydian;
let modal: typeof Modal;
let client: Modal.ModalClient;

before(async () => {
  lydian = await startLydian();
  const { code, stderr } = await lydian.run(["deploy", appFile]);
  assert.equal(code, 0, stderr);
  // It finds the server and the token in the account file that `lydian up` wrote: nothing else is set.
  for (const name of Object.keys(process.env)) if (/^(MODAL|LYDIAN)_/.test(name)) delete process.env[name];
  Object.assign(process.env, lydian.environment);
  modal = await import("modal");
  client = new modal.ModalClient();
});

after(async () => {
  client.close();
  await lydian.stop();
});

function find(name: string): Promise<Modal.Function_> {
  return client.functions.fromName(appName, name);
}

describe("functions", () => {
  test("remote() runs a function found by name", async () => {
    assert.equal(await (await find("square")).remote([42]), 1764);
  });

  test("remote() passes positional and keyword arguments", async () => {
    const f = await find("describe");
    assert.equal(await f.remote([1, "two"]), '[1,"two"]');
    assert.equal(await f.remote([1], { jobId: "j" }), '[1,{"jobId":"j"}]');
    assert.equal(await f.remote([], { jobId: "j" }), '[{"jobId":"j"}]');
    assert.equal(await f.remote(), "[]");
  });

  test("values come back as they went", async () => {
    const echo = await find("echo");
    for (const value of [null, true, -1.5, 2 ** 40, "ö€🦀", [1, [2]], { a: { b: [] } }]) {
      const back: unknown = await echo.remote([value]);
      assert.deepEqual(typeof back === "bigint" ? Number(back) : back, value);
    }
    assert.deepEqual(Buffer.from(await echo.remote([Buffer.from([0, 255])])), Buffer.from([0, 255]));
  });

  test("arguments and results over 2 MiB travel as blobs", async () => {
    assert.equal(await (await find("size")).remote([randomBytes(5 * mebibyte)]), 5 * mebibyte);
    const zeros: unknown = await (await find("zeros")).remote([5 * mebibyte]);
    assert.ok(zeros instanceof Uint8Array && zeros.length === 5 * mebibyte);
  });

  test("many calls at once each get their own answer", async () => {
    const square = await find("square");
    const inputs = Array.from({ length: 100 }, (_, i) => i);
    const outputs: unknown[] = await Promise.all(inputs.map((x) => square.remote([x])));
    assert.deepEqual(
      outputs,
      inputs.map((x) => x ** 2),
    );
  });

  test("remote() rejects with the remote error's name and message", async () => {
    const f = await find("fail");
    await assert.rejects(f.remote(["no such luck"]), (error: unknown) => {
      assert.ok(error instanceof modal.RemoteError);
      assert.match(error.message, /RangeError: no such luck/);
      return true;
    });
  });

  test("the server retries what fails, as the function says", async () => {
    assert.equal(await (await find("flaky")).remote(), 3);
  });

  test("a call that takes too long ends with a FunctionTimeoutError", async () => {
    await assert.rejects((await find("slow")).remote(), modal.FunctionTimeoutError);
  });

  test("getCurrentStats() tells the backlog and the runners", async () => {
    const square = await find("square");
    await square.remote([1]);
    const { backlog, numTotalRunners } = await square.getCurrentStats();
    assert.equal(backlog, 0);
    assert.ok(numTotalRunners >= 1);
  });

  test("updateAutoscaler() changes what is given and answers all that is in force", async () => {
    const echo = await find("echo");
    await echo.updateAutoscaler({ maxContainers: 3, scaledownWindowMs: 90_000 });
    const settings = await echo.updateAutoscaler({ bufferContainers: 1 });
    assert.deepEqual(settings, {
      minContainers: 0,
      maxContainers: 3,
      bufferContainers: 1,
      scaledownWindowMs: 90_000,
    });
    await assert.rejects(echo.updateAutoscaler({ minContainers: 9 }), /9/);
  });

  test("getWebUrl() is undefined for what is no web endpoint", async () => {
    assert.equal(await (await find("square")).getWebUrl(), undefined);
  });

  test("a name that is not there is a NotFoundError", async () => {
    await assert.rejects(find("cube"), modal.NotFoundError);
    await assert.rejects(client.functions.fromName("no-such-app", "square"), modal.NotFoundError);
    await assert.rejects(
      client.functions.fromName(appName, "square", { environment: "elsewhere" }),
      modal.NotFoundError,
    );
  });
});

describe("calls", () => {
  test("spawn() and get(), here and by the call's id", async () => {
    const call = await (await find("square")).spawn([9]);
    assert.equal(await call.get(), 81);
    const same = await client.functionCalls.fromId(call.functionCallId);
    assert.equal(await same.get({ timeoutMs: 0 }), 81);
    assert.equal(await same.get(), 81);
  });

  test("get() with a timeout rejects while the call runs, and gives its result later", async () => {
    const call = await (await find("nap")).spawn([2_000]);
    await assert.rejects(call.get({ timeoutMs: 0 }), modal.TimeoutError);
    await assert.rejects(call.get({ timeoutMs: 50 }), modal.TimeoutError);
    assert.equal(await call.get({ timeoutMs: 20_000 }), "rested");
  });

  test("cancel() ends a call, and its get() rejects", async () => {
    const call = await (await find("nap")).spawn([600_000]);
    const refused = assert.rejects(call.get(), modal.RemoteError);
    await call.cancel();
    await refused;
    await call.cancel();
    await assert.rejects(call.get(), /cancelled/);
  });

  test("spawned arguments and results over 2 MiB travel as blobs", async () => {
    const call = await (await find("size")).spawn([randomBytes(3 * mebibyte)]);
    assert.equal(await call.get(), 3 * mebibyte);
  });

  test("fromId() of a call that is not there is refused, saying so", async () => {
    const looking = client.functionCalls.fromId("fc-0000000000000000000000");
    await assert.rejects(looking, /NOT_FOUND: Call "fc-0+" does not exist, or its results have expired/);
  });
});

describe("classes", () => {
  test("a class without parameters", async () => {
    const plain = await client.cls.fromName(appName, "Plain");
    const instance = await plain.instance();
    assert.equal(await instance.method("greet").remote(["you"]), "hello you");
  });

  test("parameters, with their defaults", async () => {
    const counter = await client.cls.fromName(appName, "Counter");
    const instance = await counter.instance({ start: 100, label: "n" });
    assert.equal(await instance.method("next").remote(), "n101");
  });

  test("instances of a class with other parameters keep to themselves", async () => {
    const counter = await client.cls.fromName(appName, "Counter");
    const [a, b] = await Promise.all([counter.instance({ start: 10 }), counter.instance({ start: 20 })]);
    assert.equal(await a.method("next").remote(), "#11");
    assert.equal(await a.method("next").remote(), "#12");
    assert.equal(await b.method("next").remote(), "#21");
  });

  test("with other settings", async () => {
    const counter = await client.cls.fromName(appName, "Counter");
    const instance = await counter.withOptions({ timeoutMs: 5000, maxContainers: 1 }).instance({ start: 5 });
    assert.equal(await instance.method("next").remote(), "#6");
  });

  test("a method, a class and a parameter that are not there are refused", async () => {
    const counter = await client.cls.fromName(appName, "Counter");
    await assert.rejects(counter.instance({}), /start/);
    const instance = await counter.instance({ start: 1 });
    assert.throws(() => instance.method("nope"), modal.NotFoundError);
    await assert.rejects(client.cls.fromName(appName, "Nobody"), modal.NotFoundError);
  });
});

describe("tokens", () => {
  for (const [what, credentials] of [
    ["wrong secret", { tokenSecret: "as-wrong" }],
    ["token of another server", { tokenId: "ak-wrong", tokenSecret: "as-wrong" }],
  ] as const) {
    test(`a ${what} is refused, saying so`, async () => {
      const stranger = new modal.ModalClient(credentials);
      await assert.rejects(
        stranger.functions.fromName(appName, "square"),
        /UNAUTHENTICATED.*token is not valid/s,
      );
      stranger.close();
    });
  }
});
