import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { binPath } from "@lydian/cli";
import { cleanEnvironment } from "../fixture/run-process.ts";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { createUserFiles, type UserFiles } from "../fixture/user-files.ts";

let lydian: Lydian;
let files: UserFiles;
before(async () => {
  [lydian, files] = await Promise.all([startLydian(), createUserFiles()]);
});
after(async () => {
  await Promise.all([lydian.stop(), files.remove()]);
});

interface Event {
  readonly event: string;
  readonly appId: string;
  readonly message?: string;
}

/** Starts `serve --json` and gives its events one by one. */
function startServe(path: string) {
  const child = spawn(process.execPath, [binPath, "serve", path, "--json"], {
    env: cleanEnvironment(lydian.environment),
    stdio: ["ignore", "pipe", "ignore"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, "exit");
  const deadline = setTimeout(() => child.kill("SIGKILL"), 60_000);
  return {
    async next(): Promise<Event> {
      const { value, done } = await lines.next();
      assert.ok(done !== true, "serve has ended");
      return JSON.parse(value) as Event;
    },
    async stop() {
      child.kill("SIGINT");
      const [code] = (await exited) as [number | null]; // how this event is declared
      clearTimeout(deadline);
      return code;
    },
  };
}

test("serve runs new code when a file of its bundle changes, and keeps the last good code", async () => {
  const part = (text: string) => `export const text = () => ${text};\n`;
  await files.write("part.ts", part('"first"'));
  const path = await files.write(
    "served.ts",
    `import { App } from "lydian";\nimport { text } from "./part.ts";\nexport const app = new App("served");\nexport const say = app.function("say", () => text());\n`,
  );
  const serve = startServe(path);
  const { event, appId } = await serve.next();
  assert.equal(event, "serving");
  const say = async () => (await lydian.run(["call", appId, "say"])).stdout;
  assert.equal(await say(), "first\n");

  await files.write("part.ts", part('"second" +'));
  const refused = await serve.next();
  assert.equal(refused.event, "refused");
  assert.match(refused.message ?? "", /part\.ts:1:\d+/);
  assert.equal(await say(), "first\n");

  await files.write("part.ts", part('"third"'));
  assert.equal((await serve.next()).event, "reloaded");
  assert.equal(await say(), "third\n");

  assert.equal(await serve.stop(), 0);
  const { code, stderr } = await lydian.run(["call", appId, "say"]);
  assert.equal(code, 1);
  assert.match(stderr, /stopped|not running/);
});
