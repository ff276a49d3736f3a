/**
 * A gRPC server on `node:http2`, as thin as it can be: one handler per path, bytes in, bytes out.
 * It knows nothing of messages, callers or the engine.
 */
import { createServer } from "node:http2";
import type { Http2Server, IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import type { Duplex } from "node:stream";
import { LydianError } from "../../model/error.ts";
import { GrpcCall } from "./grpc-call.ts";
import { readMessage } from "./message-reader.ts";
import type { RetryDetails } from "./trailers.ts";

export type UnaryBytesHandler<Context> = (request: Uint8Array, context: Context) => Promise<Uint8Array>;
export type StreamBytesHandler<Context> = (
  request: Uint8Array,
  context: Context,
  write: (message: Uint8Array) => Promise<void>,
) => Promise<void>;

export interface GrpcDoorOptions<Context> {
  /** Lets a call in before any of its body is kept, and makes what its handler is given. */
  readonly open: (call: GrpcCall) => Promise<Context>;
  /** The largest request. */
  readonly messageBytesMax: number;
  readonly retryDetails: RetryDetails;
  /** Why a call of a path is refused for which there is no handler. */
  readonly refusalOfUnlisted: (path: string) => LydianError;
  /** Told of errors that are our own fault. */
  readonly reportBug: (where: string, error: unknown) => void;
}

/** Clients have this many bytes in flight themselves; a window of 64 KiB makes large inputs crawl. */
const connectionWindowBytes = 64 * 1024 * 1024;
const streamWindowBytes = 16 * 1024 * 1024;
const frameBytesMax = 256 * 1024;
const headerBytesMax = 64 * 1024;

/** Clients that meet a limit have their first calls refused; this one is there to be a number. */
const concurrentStreamsMax = 1_000_000;

/** In MiB. The default of 10 refuses new streams while one large message is under way. */
const sessionMemoryMiBMax = 4096;

/** Clients reset a stream for every poll that they give up: the default limit would send GOAWAY. */
const streamResetsMax = 1_000_000;

export class GrpcDoor<Context> {
  readonly #options: GrpcDoorOptions<Context>;
  readonly #unary = new Map<string, UnaryBytesHandler<Context>>();
  readonly #streams = new Map<string, StreamBytesHandler<Context>>();
  readonly #server: Http2Server;
  /** By their sessions, numbered as they came. */
  readonly #connections = new WeakMap<object, number>();
  #opened = 0;

  constructor(options: GrpcDoorOptions<Context>) {
    this.#options = options;
    this.#server = createServer({
      maxSessionMemory: sessionMemoryMiBMax,
      streamResetBurst: streamResetsMax,
      streamResetRate: streamResetsMax,
      settings: {
        initialWindowSize: streamWindowBytes,
        maxConcurrentStreams: concurrentStreamsMax,
        maxFrameSize: frameBytesMax,
        maxHeaderListSize: headerBytesMax,
      },
    });
    this.#server.on("session", (session: ServerHttp2Session) => {
      this.#connections.set(session, (this.#opened += 1));
      session.setLocalWindowSize(connectionWindowBytes);
      session.on("error", () => {}); // its streams are closed with it, which is all that matters
    });
    this.#server.on("stream", (stream, headers) => {
      void this.#answer(stream as ServerHttp2Stream, headers); // a server's streams are of that kind
    });
  }

  /** Answers calls of this path, `/service/Method`, with one message each. */
  unary(path: string, handler: UnaryBytesHandler<Context>): void {
    this.#unary.set(path, handler);
  }

  /** Answers calls of this path with as many messages as the handler writes. */
  stream(path: string, handler: StreamBytesHandler<Context>): void {
    this.#streams.set(path, handler);
  }

  /** Takes a connection whose first bytes, still unread, are those of HTTP/2. */
  accept(socket: Duplex): void {
    this.#server.emit("connection", socket);
  }

  /** Never rejects. */
  async #answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    const { session } = stream;
    const { retryDetails } = this.#options;
    const connection = `grpc ${(session && this.#connections.get(session)) ?? 0}`;
    const call = new GrpcCall(stream, headers, { connection, retryDetails });
    try {
      refuseStrangeRequests(headers);
      const context = await this.#options.open(call);
      await this.#dispatch(stream, call, context);
    } catch (error) {
      const refusal = call.refuse(error);
      if (refusal.isBug && !call.signal.aborted) this.#options.reportBug(call.path, error);
    }
  }

  async #dispatch(stream: ServerHttp2Stream, call: GrpcCall, context: Context): Promise<void> {
    const { messageBytesMax } = this.#options;
    const unary = this.#unary.get(call.path);
    if (unary !== undefined) {
      call.reply(await unary(await readMessage(stream, messageBytesMax), context));
      return;
    }
    const streaming = this.#streams.get(call.path);
    if (streaming === undefined) throw this.#options.refusalOfUnlisted(call.path);
    await streaming(await readMessage(stream, messageBytesMax), context, (message) => call.write(message));
    call.end();
  }
}

function refuseStrangeRequests(headers: IncomingHttpHeaders): void {
  const contentType = headers["content-type"] ?? "";
  if (headers[":method"] === "POST" && contentType.startsWith("application/grpc")) return;
  throw new LydianError(
    "invalid-argument",
    "Cannot answer: over HTTP/2 only gRPC is served, by POST with content-type application/grpc",
  );
}
