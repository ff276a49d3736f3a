import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { encodeValue } from "@lydian/protocol";
import type { PeerItem, ServerItem } from "@lydian/protocol";
import { buildRuntime } from "./build-runtime.ts";
import { cbor, ContainerProcess, valueOf } from "./container-process.ts";

let runtime: Awaited<ReturnType<typeof buildRuntime>>;
before(async () => {
  runtime = await buildRuntime();
});
after(() => runtime.remove());

type OpenCall = NonNullable<PeerItem["openCall"]>;

/** Answers calls of `fu-fine`, and fails all others. */
function answerCalls({ openCall }: PeerItem, send: (item: ServerItem) => void): void {
  if (!openCall) return;
  const result =
    openCall.functionId === "fu-fine"
      ? { status: 1, format: cbor, data: encodeValue("fine") }
      : {
          status: 2,
          exception: "RangeError: not fine",
          traceback: "RangeError: not fine\n    at far (away.ts:1:1)",
        };
  const outputs = [{ index: 0, result }];
  send({ outputs: { callId: openCall.callId ?? "", outputs, cursor: 1, end: true } });
}

test("a function calls another of its app over the container's connection, as a child of its input", async () => {
  const opened: OpenCall[] = [];
  await using container = await ContainerProcess.start(runtime.main, {
    answer: (item, send) => {
      if (item.openCall) opened.push(item.openCall);
      answerCalls(item, send);
    },
  });
  const source = `import { App } from "lydian";\nexport const app = new App("my-app");
    const fine = app.function("fine", () => "fine");
    const bad = app.function("bad", () => "never");
    app.function("outer", async () => {
      const result = await fine.remote();
      await bad.remote().catch((error: Error) => { throw new Error("outer failed", { cause: error }); });
      return result;
    });`;
  await container.serve(source, "outer", { functionIds: { fine: "fu-fine", bad: "fu-bad", outer: "fu-1" } });
  const { result } = await container.call([]);
  assert.deepEqual(
    opened.map(({ functionId, parentInputId }) => [functionId, parentInputId]),
    [
      ["fu-fine", "in-1:0"],
      ["fu-bad", "in-1:0"],
    ],
  );
  assert.equal(result?.exception, "Error: outer failed");
  assert.match(result.traceback ?? "", /my_app\.ts:7:\d+[^]*Caused by: RangeError: not fine/);
  container.server.send({ stop: {} });
  assert.equal(await container.exited(), 0);
});

test("a function may run another of its app where it is", async () => {
  await using container = await ContainerProcess.start(runtime.main);
  const source = `import { App } from "lydian";\nexport const app = new App("my-app");
    const inner = app.function("inner", (x: number) => x + 1);
    app.function("outer", (x: number) => inner.local(x) * 2);`;
  await container.serve(source, "outer");
  assert.equal(valueOf(await container.call([20])), 42);
});
