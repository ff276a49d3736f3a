import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, constants } from "node:http2";
import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from "node:http2";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { after, before, describe, it } from "node:test";
import { LydianError } from "../../model/error.ts";
import { GrpcDoor } from "./grpc-door.ts";
import { frameOf } from "./message-reader.ts";

const mebibyte = 1024 * 1024;
const messageBytesMax = 100 * mebibyte;

interface Answer {
  readonly status: string;
  readonly message: string;
  readonly contentType: string;
  readonly body: Buffer;
  readonly trailers: IncomingHttpHeaders;
}

describe("GrpcDoor", () => {
  let server: Server;
  let session: ClientHttp2Session;
  let bugs: unknown[] = [];
  const aborted = new Map<string, PromiseWithResolvers<unknown>>();

  before(async () => {
    const door = new GrpcDoor<AbortSignal>({
      open: async (call) => {
        if (call.headers["x-token"] === "wrong")
          throw new LydianError("unauthenticated", "The token is not valid");
        return call.signal;
      },
      messageBytesMax,
      retryDetails: ({ retryAfterMs }) => Buffer.from(`after ${retryAfterMs}`),
      refusalOfUnlisted: (path) => new LydianError("unimplemented", `There is no ${path}`),
      reportBug: (_where, error) => bugs.push(error),
    });
    door.unary("/s/Echo", async (request) => request);
    door.unary("/s/Nothing", async () => new Uint8Array(0));
    door.unary("/s/Refuse", async () => {
      throw new LydianError("not-found", "Es gibt „x“ nicht: 100%\nwirklich");
    });
    door.unary("/s/Plain", async () => {
      throw new LydianError("not-found", `Not here, nor there: "x"; see % & a/b`);
    });
    door.unary("/s/Later", async () => {
      throw new LydianError("resource-exhausted", "Too much", { retryAfterMs: 250 });
    });
    door.unary("/s/Bug", async () => {
      throw new TypeError("a secret of ours");
    });
    door.unary("/s/Hang", (request, signal) => {
      const name = Buffer.from(request).toString();
      const waiting = aborted.get(name);
      signal.addEventListener("abort", () => waiting?.resolve(signal.reason));
      return new Promise(() => {});
    });
    door.stream("/s/Count", async (request, _signal, write) => {
      for (let i = 1; i <= (request[0] ?? 0); i += 1) await write(Buffer.alloc(mebibyte, i));
    });
    door.stream("/s/Break", async (_request, _signal, write) => {
      await write(Buffer.from("one"));
      throw new LydianError("failed-precondition", "No more");
    });
    server = createServer((socket) => door.accept(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    session = connect(`http://127.0.0.1:${port}`);
  });

  after(() => {
    session.destroy();
    server.close();
  });

  function open(path: string, headers: Record<string, string> = {}): ClientHttp2Stream {
    const required = { ":method": "POST", "content-type": "application/grpc", te: "trailers" };
    return session.request({ ...required, ":path": path, ...headers }, { endStream: false });
  }

  async function read(stream: ClientHttp2Stream): Promise<Answer> {
    let head: IncomingHttpHeaders = {};
    let tail: IncomingHttpHeaders = {};
    const chunks: Buffer[] = [];
    stream.on("response", (headers) => (head = headers));
    stream.on("trailers", (trailers) => (tail = trailers));
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    await once(stream, "end");
    stream.close();
    const trailers = { ...head, ...tail };
    return {
      status: String(trailers["grpc-status"]),
      message: decodeURIComponent(String(trailers["grpc-message"] ?? "")),
      contentType: head["content-type"] ?? "",
      body: Buffer.concat(chunks),
      trailers,
    };
  }

  function call(path: string, message: Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
    const stream = open(path, headers);
    stream.end(frameOf(message));
    return read(stream);
  }

  it("answers with one framed message, a content type and status 0", async () => {
    const answer = await call("/s/Echo", Buffer.from("hello"));
    assert.deepEqual(answer.body, frameOf(Buffer.from("hello")));
    assert.equal(answer.status, "0");
    assert.equal(answer.contentType, "application/grpc");
  });

  it("frames an empty answer too", async () => {
    assert.deepEqual((await call("/s/Nothing", new Uint8Array(0))).body, Buffer.alloc(5));
  });

  it("tells a refusal with its content type, and its message percent-encoded", async () => {
    const answer = await call("/s/Refuse", new Uint8Array(0));
    assert.equal(answer.status, "5");
    assert.equal(answer.message, "Es gibt „x“ nicht: 100%\nwirklich");
    assert.equal(answer.contentType, "application/grpc");
  });

  it("percent-encodes nothing that need not be: grpc-js would show it", async () => {
    const answer = await call("/s/Plain", new Uint8Array(0));
    assert.equal(answer.trailers["grpc-message"], `Not here, nor there: "x"; see %25 & a/b`);
  });

  it("tells when to ask again in the status details", async () => {
    const answer = await call("/s/Later", new Uint8Array(0));
    assert.equal(answer.status, "8");
    const details = Buffer.from(String(answer.trailers["grpc-status-details-bin"]), "base64").toString();
    assert.equal(details, "after 250");
  });

  it("reports a bug and tells the client nothing of it", async () => {
    bugs = [];
    const answer = await call("/s/Bug", new Uint8Array(0));
    assert.equal(answer.status, "13");
    assert.doesNotMatch(answer.message, /secret/);
    assert.equal(bugs.length, 1);
  });

  it("refuses a method that is not served as unimplemented, with its own reason", async () => {
    const answer = await call("/s/VolumeGetOrCreate", new Uint8Array(0));
    assert.equal(answer.status, "12");
    assert.match(answer.message, /^There is no .*VolumeGetOrCreate$/);
  });

  it("refuses a wrong token before anything of the request is kept", async () => {
    const stream = open("/s/Echo", { "x-token": "wrong" });
    stream.write(frameOf(Buffer.alloc(8 * mebibyte)).subarray(0, mebibyte));
    stream.on("error", () => {});
    assert.equal((await read(stream)).status, "16");
  });

  it("refuses a compressed message as unimplemented", async () => {
    const stream = open("/s/Echo");
    stream.end(Buffer.from([1, 0, 0, 0, 1, 7]));
    assert.equal((await read(stream)).status, "12");
  });

  for (const [what, bytes] of [
    ["no message", []],
    ["half a header", [0, 0, 0]],
    ["half a message", [0, 0, 0, 0, 9, 1]],
    ["more than a message", [0, 0, 0, 0, 1, 7, 8]],
    ["two messages", [0, 0, 0, 0, 1, 7, 0, 0, 0, 0, 1, 8]],
  ] as const) {
    it(`refuses ${what} as an invalid argument`, async () => {
      const stream = open("/s/Echo");
      stream.end(Buffer.from(bytes));
      assert.equal((await read(stream)).status, "3");
    });
  }

  it("refuses a message above the limit at its header, never as back-pressure", async () => {
    const stream = open("/s/Echo");
    const header = Buffer.alloc(5);
    header.writeUInt32BE(messageBytesMax + 1, 1);
    stream.write(header);
    const answer = await read(stream);
    assert.equal(answer.status, "3");
    assert.match(answer.message, /limit/);
  });

  it("carries a message of 100 MiB both ways", async () => {
    const message = Buffer.alloc(messageBytesMax, 7);
    const answer = await call("/s/Echo", message);
    assert.equal(answer.status, "0");
    assert.equal(Buffer.compare(answer.body.subarray(5), message), 0);
  });

  it("reads a message whose header comes byte by byte", async () => {
    const stream = open("/s/Echo");
    const frame = frameOf(Buffer.from("slowly"));
    for (const byte of frame)
      await new Promise<void>((resolve) => stream.write(Buffer.from([byte]), () => resolve()));
    stream.end();
    assert.deepEqual((await read(stream)).body, frame);
  });

  it("answers deadline-exceeded at the deadline of the request, and aborts the handler", async () => {
    const waiting = Promise.withResolvers<unknown>();
    aborted.set("late", waiting);
    const answer = await call("/s/Hang", Buffer.from("late"), { "grpc-timeout": "50m" });
    assert.equal(answer.status, "4");
    assert.match(String(await waiting.promise), /deadline/);
  });

  for (const code of [constants.NGHTTP2_NO_ERROR, constants.NGHTTP2_CANCEL]) {
    it(`aborts the handler when the client resets the stream with code ${code}`, async () => {
      const name = `reset ${code}`;
      const waiting = Promise.withResolvers<unknown>();
      aborted.set(name, waiting);
      const stream = open("/s/Hang");
      stream.on("error", () => {});
      stream.write(frameOf(Buffer.from(name)));
      stream.end();
      await call("/s/Echo", new Uint8Array(0)); // by now the server has read the one before
      stream.close(code);
      assert.match(String(await waiting.promise), /cancelled/);
    });
  }

  it("streams messages in order under the client's flow control", async () => {
    const answer = await call("/s/Count", Buffer.from([20]));
    assert.equal(answer.status, "0");
    assert.equal(answer.body.length, 20 * (mebibyte + 5));
    assert.equal(answer.body.at(-1), 20);
  });

  it("ends a stream that fails with its refusal in the trailers", async () => {
    const answer = await call("/s/Break", new Uint8Array(0));
    assert.equal(answer.status, "9");
    assert.deepEqual(answer.body, frameOf(Buffer.from("one")));
  });

  it("serves hundreds of calls at once on one connection", async () => {
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, i) => call("/s/Echo", Buffer.from(String(i)))),
    );
    assert.deepEqual(
      answers.map((answer) => answer.body.subarray(5).toString()),
      Array.from({ length: 500 }, (_, i) => String(i)),
    );
  });

  it("never sends GOAWAY, however many streams a client resets", async () => {
    let isGone = false;
    session.on("goaway", () => (isGone = true));
    for (let i = 0; i < 3000; i += 1) {
      const stream = open("/s/Hang");
      stream.on("error", () => {});
      stream.end(frameOf(Buffer.from("nobody")));
      stream.close(constants.NGHTTP2_CANCEL);
    }
    assert.equal((await call("/s/Echo", new Uint8Array(0))).status, "0");
    assert.equal(isGone, false);
  });
});
