/** The official Go client, pinned and unmodified, against a real server. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { accountOf } from "../fixture/account.ts";
import type { LineProcess } from "../fixture/line-process.ts";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { buildGoClient } from "./fixture/go-client.ts";

const appFile = fileURLToPath(new URL("../modal-npm/called-app.ts", import.meta.url));
const app = "called-by-modal";
const mebibyte = 1024 * 1024;
const go = await buildGoClient();

describe("Go modal", { skip: go.skip }, () => {
  let lydian: Lydian;
  let program: LineProcess;

  before(async () => {
    lydian = await startLydian();
    const { code, stderr } = await lydian.run(["deploy", appFile]);
    assert.equal(code, 0, stderr);
    program = go.start(accountOf(lydian));
  });
  after(async () => {
    await program.close();
    await lydian.stop();
  });

  async function ask(request: Readonly<Record<string, unknown>>): Promise<unknown> {
    const { value, error } = (await program.ask({ app, ...request })) as {
      readonly value?: unknown;
      readonly error?: { readonly name: string; readonly message: string };
    }; // what main.go answers
    if (error !== undefined) throw new Error(`${error.name}: ${error.message}`);
    return value;
  }

  const int = (value: number) => ({ int: String(value) });

  test("Remote() runs a function found by name", async () => {
    assert.deepEqual(await ask({ do: "call", function: "square", args: [int(42)] }), int(1764));
  });

  test("Remote() passes arguments and brings results of over 2 MiB as blobs", async () => {
    const bytes = { bytes: "a5".repeat(5 * mebibyte) };
    assert.deepEqual(await ask({ do: "call", function: "size", args: [bytes] }), int(5 * mebibyte));
    const zeros = await ask({ do: "call", function: "zeros", args: [int(5 * mebibyte)] });
    assert.deepEqual(zeros, { bytes: "00".repeat(5 * mebibyte) });
  });

  test("Remote() fails with a RemoteError that has the error's name and message", async () => {
    const failing = ask({ do: "call", function: "fail", args: ["no such luck"] });
    await assert.rejects(failing, /^Error: RemoteError: .*RangeError.*no such luck/);
  });

  test("the server retries what fails, as the function says", async () => {
    assert.deepEqual(await ask({ do: "call", function: "flaky" }), int(3));
  });

  test("a call that takes too long ends with a FunctionTimeoutError", async () => {
    await assert.rejects(ask({ do: "call", function: "slow" }), /^Error: FunctionTimeoutError/);
  });

  test("Spawn() and Get(), by the call's id, again and again", async () => {
    const call = await ask({ do: "spawn", function: "square", args: [int(9)] });
    assert.deepEqual(await ask({ do: "get", call }), int(81));
    assert.deepEqual(await ask({ do: "get", call, timeoutMs: 0 }), int(81));
  });

  test("Get() with a timeout fails while the call runs, and gives its result later", async () => {
    const call = await ask({ do: "spawn", function: "nap", args: [int(700)] });
    await assert.rejects(ask({ do: "get", call, timeoutMs: 10 }), /^Error: TimeoutError/);
    assert.equal(await ask({ do: "get", call }), "rested");
  });

  test("Cancel() ends a call that runs, and whoever waits is told", async () => {
    const call = await ask({ do: "spawn", function: "nap", args: [int(60_000)] });
    await ask({ do: "cancel", call });
    await assert.rejects(ask({ do: "get", call }), /^Error: RemoteError.*cancelled/);
  });

  test("GetCurrentStats() tells the backlog and the runners", async () => {
    await ask({ do: "call", function: "square", args: [int(1)] });
    const { backlog, numTotalRunners } = (await ask({ do: "stats", function: "square" })) as {
      readonly backlog: number;
      readonly numTotalRunners: number;
    }; // what main.go answers
    assert.equal(backlog, 0);
    assert.ok(numTotalRunners >= 1);
  });

  test("UpdateAutoscaler() answers all that is in force", async () => {
    const settings = await ask({ do: "scale", function: "square", maxContainers: 3 });
    assert.deepEqual(settings, {
      MinContainers: 0,
      MaxContainers: 3,
      BufferContainers: 0,
      ScaledownWindow: 60_000_000_000,
    });
  });

  test("a class, with parameters and their defaults", async () => {
    const next = { do: "call", class: "Counter", method: "next" };
    assert.equal(await ask({ ...next, params: { start: int(100), label: "n" } }), "n101");
    assert.equal(await ask({ ...next, params: { start: int(200) } }), "#201");
    assert.equal(await ask({ ...next, params: { start: int(200) } }), "#202");
    assert.equal(await ask({ do: "call", class: "Plain", method: "greet", args: ["you"] }), "hello you");
  });

  test("what is not there is a NotFoundError", async () => {
    for (const missing of [
      { function: "cube" },
      { function: "square", app: "no-such-app" },
      { class: "Nobody", method: "greet" },
      { class: "Plain", method: "nope" },
    ]) {
      await assert.rejects(ask({ do: "call", ...missing }), /^Error: NotFoundError/);
    }
  });

  test("GetWebURL() is empty for what is no web endpoint", async () => {
    assert.equal(await ask({ do: "webUrl", function: "square" }), "");
  });
});
