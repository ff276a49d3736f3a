/** What a process of a user does: exit when it is done, and be told of what never ran. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { describe, it } from "node:test";
import { FakeServer } from "../test/fake-server.ts";

const entry = new URL("index.ts", import.meta.url).href;

async function runScript(
  server: FakeServer,
  script: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const source = `import { Client, Function } from ${JSON.stringify(entry)};
    const client = new Client(${JSON.stringify(server.account)});
    const square = Function.fromName("my-app", "square", { client });
    ${script}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 20_000,
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout, stderr };
}

async function start(): Promise<FakeServer> {
  const server = await FakeServer.start();
  server.serveBasics();
  server.functions.set("fu-square", ([x]) => Number(x) ** 2);
  return server;
}

describe("a process", () => {
  it("exits when nothing is under way, and not before", async () => {
    await using server = await start();
    const { code, stdout, stderr } = await runScript(
      server,
      `console.log(await square.remote(3));
       await new Promise((resolve) => setTimeout(resolve, 50));
       square.remote(4).then((value) => console.log(value));`,
    );
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "9\n16\n", stderr: "" });
  });

  it("is warned of results that were never iterated, once each, when it exits", async () => {
    await using server = await start();
    const { code, stderr } = await runScript(
      server,
      `square.map([1]); square.remoteGen(1); await square.map([1]).next();`,
    );
    assert.equal(code, 0);
    assert.equal(stderr.match(/never iterated/g)?.length, 2);
    assert.match(stderr, /square\.map\(\) were never iterated/);
  });
});
