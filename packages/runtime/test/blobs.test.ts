import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { decodeValue, encodeArguments, modal, payloadInlineBytesMax } from "@lydian/protocol";
import type { PeerItem, ServerItem } from "@lydian/protocol";
import { buildRuntime } from "./build-runtime.ts";
import { cbor, ContainerProcess } from "./container-process.ts";

const { BlobCreateRequest, BlobCreateResponse, BlobGetRequest, BlobGetResponse } = modal.client;

let runtime: Awaited<ReturnType<typeof buildRuntime>>;
before(async () => {
  runtime = await buildRuntime();
});
after(() => runtime.remove());

/** Answers the two verbs of blobs with paths of the fake server's own. */
function answerBlobs({ rpc }: PeerItem, send: (item: ServerItem) => void): void {
  if (!rpc) return;
  const reply = { id: rpc.id ?? 0, end: true };
  const body = rpc.body ?? new Uint8Array();
  if (rpc.method === "BlobCreate") {
    const { contentSha256Base64 } = BlobCreateRequest.decode(body);
    const blobId = `bl-${Buffer.from(contentSha256Base64, "base64").toString("hex")}`;
    const created = BlobCreateResponse.encode({ blobId, uploadUrl: `/blobs/${blobId}` }).finish();
    send({ rpcReply: { ...reply, body: created } });
  } else if (rpc.method === "BlobGet") {
    const { blobId } = BlobGetRequest.decode(body);
    const found = BlobGetResponse.encode({ downloadUrl: `/blobs/${blobId}` }).finish();
    send({ rpcReply: { ...reply, body: found } });
  } else send({ rpcReply: { ...reply, code: 12, message: rpc.method ?? "" } });
}

test("a container reads large arguments from blobs and writes large results and yields to them", async () => {
  await using container = await ContainerProcess.start(runtime.main, { answer: answerBlobs });
  const { server } = container;
  const source = `import { App } from "lydian";\nexport const app = new App("my-app");
    class Large {
      reverse(bytes: Uint8Array) { return bytes.toReversed(); }
      *halves(bytes: Uint8Array) { yield bytes; yield 1; }
    }
    app.cls("Large", { methods: ["reverse", "halves"] }, Large);`;
  await container.serve(source, "Large.*");
  const bytes = new Uint8Array(payloadInlineBytesMax + 1);
  bytes[0] = 7;
  server.blobs.set("/blobs/bl-in", Buffer.from(encodeArguments([bytes])));
  const delivery = { callId: "fc-1", index: 0, attempt: 1, format: cbor, blobId: "bl-in" };

  server.send({ deliver: { deliveries: [{ ...delivery, method: "reverse" }] } });
  const { result } = await server.next("complete");
  assert.equal(result?.status, 1, result?.exception ?? "");
  assert.equal(result.data ?? undefined, undefined);
  const stored = server.blobs.get(`/blobs/${result.blobId ?? ""}`) ?? Buffer.alloc(0);
  assert.equal(result.blobId, `bl-${createHash("sha256").update(stored).digest("hex")}`);
  const reversed = decodeValue(stored);
  assert.ok(reversed instanceof Uint8Array);
  assert.equal(reversed.length, bytes.length);
  assert.equal(reversed.at(-1), 7);

  server.send({ deliver: { deliveries: [{ ...delivery, method: "halves" }] } });
  const [first] = (await server.next("putChunks")).chunks ?? [];
  assert.deepEqual([first?.index, first?.format, first?.data?.length], [1, cbor, 0]);
  assert.ok(server.blobs.has(`/blobs/${first?.blobId ?? ""}`));
  const [second] = (await server.next("putChunks")).chunks ?? [];
  assert.deepEqual([second?.index, decodeValue(second?.data ?? new Uint8Array())], [2, 1]);
});

test("a container fails an input whose blob cannot be read", async () => {
  await using container = await ContainerProcess.start(runtime.main, {
    answer: ({ rpc }, send) => {
      if (rpc)
        send({ rpcReply: { id: rpc.id ?? 0, end: true, code: 5, message: "there is no blob bl-gone" } });
    },
  });
  const source = `import { App } from "lydian";\nexport const app = new App("my-app");\napp.function("f", () => 1);`;
  await container.serve(source, "f");
  const delivery = { callId: "fc-1", index: 0, attempt: 1, format: cbor, blobId: "bl-gone" };
  container.server.send({ deliver: { deliveries: [delivery] } });
  const { result } = await container.server.next("complete");
  assert.equal(result?.exception, "NotFoundError: there is no blob bl-gone");
});
