import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { buildRuntime } from "./build-runtime.ts";
import { ContainerProcess, valueOf } from "./container-process.ts";

let runtime: Awaited<ReturnType<typeof buildRuntime>>;
before(async () => {
  runtime = await buildRuntime();
});
after(() => runtime.remove());

const app = 'import { App, currentInput } from "lydian";\nexport const app = new App("my-app");\n';
const attempt = { callId: "fc-1", index: 0, attempt: 1 };

/** A class that says when it is entered and left; `wait` runs until it is told to stop or `go` is called. */
const hooks = `${app}
  let release = () => {};
  class Hooks {
    up() { console.log("entered"); }
    async down() { await null; console.log("left"); }
    wait() { console.log("running"); return new Promise((resolve) => {
      currentInput()!.signal.addEventListener("abort", () => { console.log("aborted"); resolve("aborted"); });
      release = () => resolve("done");
    }); }
    go() { release(); }
  }
  app.cls("Hooks", { enter: "up", exit: "down", methods: ["wait", "go"] }, Hooks);`;

test("a container introduces itself and waits", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const [handshake] = container.server.handshakes;
  assert.equal(handshake?.url, "/native");
  assert.equal(handshake.headers.upgrade, "lydian-native/1");
  assert.equal(handshake.headers["x-lydian-container-id"], "ta-1");
  container.server.send({ stop: { graceMs: 0 } });
  assert.equal(await container.exited(), 0);
});

test("a container that is refused ends and says why", async () => {
  await using container = await ContainerProcess.start(runtime.main, { secret: "wrong" });
  assert.equal(await container.exited(), 76);
  assert.match(container.rawOutput, /refused.*401[^]*no secret/);
});

test("a container without its variables says which one is missing", async () => {
  const { spawnSync } = await import("node:child_process");
  const { status, stderr } = spawnSync(process.execPath, [runtime.main], { env: {}, encoding: "utf8" });
  assert.equal(status, 69);
  assert.equal(stderr, "Cannot start as a container: LYDIAN_SERVER_SOCKET is not set\n");
});

test("a container that loses its server ends at once, also in the middle of an input", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(hooks, "Hooks.*");
  container.deliver(1, [], { method: "wait" });
  await container.server.next("log");
  container.server.disconnect();
  assert.equal(await container.exited(), 69);
});

test("cancelling an input aborts its signal and ends it as terminated when its code is done", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(hooks, "Hooks.*");
  container.deliver(1, [], { method: "wait" });
  container.server.send({ cancelInputs: { attempts: [attempt] } });
  const complete = await container.server.next("complete");
  assert.equal(complete.result?.status, 3);
  assert.match(complete.result.exception ?? "", /cancelled/);
  // It goes on with other inputs.
  assert.equal(valueOf(await container.call([], { method: "go" })), undefined);
});

test("a graceful stop lets what runs finish, takes nothing more, runs exit hooks, and ends", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(hooks, "Hooks.*", { maxConcurrentInputs: 2 });
  container.deliver(1, [], { method: "wait" });
  container.server.send({ stop: { graceMs: 20_000 } });
  container.deliver(2, [], { method: "wait" });
  const late = await container.server.next("complete");
  assert.equal(late.attempt?.callId, "fc-2");
  assert.equal(late.isReturned, true);
  container.server.send({ cancelInputs: { attempts: [attempt] } });
  const finished = await container.server.next("complete");
  assert.equal(finished.attempt?.callId, "fc-1");
  assert.equal(finished.isReturned ?? false, false);
  assert.equal(await container.exited(), 0);
  const said = container.server.take();
  assert.equal(
    said.some((item) => item.take),
    false,
  );
  assert.deepEqual(
    said.flatMap(({ log }) => (log ? [[log.text, log.callId]] : [])),
    [
      ["entered\n", ""],
      ["running\n", "fc-1"],
      ["aborted\n", "fc-1"],
      ["left\n", ""],
    ],
  );
});

test("a graceful stop gives back what is not done when the grace period ends", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(hooks, "Hooks.*");
  container.deliver(1, [], { method: "wait" });
  container.server.send({ stop: { graceMs: 30 } });
  assert.equal((await container.server.next("complete")).isReturned, true);
  assert.equal(await container.exited(), 0);
});

test("an abrupt stop aborts what runs and gives it back", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  await container.serve(hooks, "Hooks.*");
  container.deliver(1, [], { method: "wait" });
  container.server.send({ stop: { graceMs: 0, isAbrupt: true } });
  assert.equal((await container.server.next("complete")).isReturned, true);
  assert.equal(await container.exited(), 0);
  const texts = container.server.take().map((item) => item.log?.text ?? "");
  assert.match(texts.join(""), /aborted/);
});

test("an exit hook that fails is reported and does not keep the container", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `${app}class C { m() {} down() { throw new Error("no goodbye"); } }
    app.cls("C", { exit: "down", methods: ["m"] }, C);`;
  await container.serve(source, "C.*");
  container.server.send({ stop: { graceMs: 1000 } });
  assert.equal((await container.server.next("exitFailed")).result?.exception, "Error: no goodbye");
  assert.equal(await container.exited(), 0);
});
