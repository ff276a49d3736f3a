import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client, Cls } from "lydian";
import type { MyLifecycleClass } from "../../examples/my_shared_app.ts";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";

const sharedApp = fileURLToPath(new URL("../../examples/my_shared_app.ts", import.meta.url));
const anotherApp = fileURLToPath(new URL("../../examples/another_app.ts", import.meta.url));

let lydian: Lydian;
before(async () => {
  lydian = await startLydian();
});
after(async () => {
  await lydian.stop();
});

/** Runs a command that must succeed and returns what it printed. */
async function run(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await lydian.run(args);
  assert.equal(code, 0, stderr);
  return stdout;
}

test("run my_shared_app.ts runs its local entrypoint, with the arguments that it is given", async () => {
  assert.equal(await run("run", sharedApp), "1764\n");
  assert.equal(await run("run", `${sharedApp}::main`, "3"), "9\n");
});

test("deploy my_shared_app.ts makes its functions callable by name", async () => {
  const text = await run("deploy", sharedApp);
  assert.match(text, /App "my-shared-app" deployed in [\d.]+ s as version 1: http:\/\/127\.0\.0\.1/);
  assert.match(text, /lydian call my-shared-app square/);
  assert.equal(await run("call", "my-shared-app", "square", "42"), "1764\n");
  assert.equal(await run("call", "my-shared-app", "countdown", "3"), "3\n2\n1\n");
  assert.equal(await run("call", "my-shared-app", "MyLifecycleClass.foo"), "hello world\n");
});

test("a class is scaled through any of its methods", async () => {
  Object.assign(process.env, lydian.environment);
  const client = new Client();
  const { foo } = Cls.fromName<typeof MyLifecycleClass>("my-shared-app", "MyLifecycleClass", {
    client,
  }).instance();
  assert.equal((await foo.updateAutoscaler({ minContainers: 2 })).minContainers, 2);
  const deadline = AbortSignal.timeout(20_000);
  while ((await foo.getCurrentStats()).inputHeadroom < 2) await delay(20, undefined, { signal: deadline });
  client.close();
});

test("run another_app.ts calls square of the shared app from inside cube", async () => {
  assert.match(await run("run", anotherApp), /cube\(42\) is 74088/);
  await run("deploy", anotherApp);
  assert.equal(await run("call", "another-app", "cube", "42"), "74088\n");
});
