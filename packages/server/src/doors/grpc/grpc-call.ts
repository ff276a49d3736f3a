import { constants } from "node:http2";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { LydianError } from "../../model/error.ts";
import { refusalOf } from "../grpc-status.ts";
import type { Refusal } from "../grpc-status.ts";
import { parseGrpcTimeout } from "./grpc-timeout.ts";
import { frameOf } from "./message-reader.ts";
import { trailersOf } from "./trailers.ts";
import type { RetryDetails } from "./trailers.ts";

/** Every answer needs it, errors too: without it clients see UNKNOWN and ask again. */
const responseHeaders = { ":status": 200, "content-type": "application/grpc" } as const;

/** How long a client may go on to send a request that was refused. */
const refusedRequestMsMax = 5000;

/**
 * One call over a stream of HTTP/2.
 *
 * - G1. It is answered at most once: by a reply, the end of a stream of messages, or a refusal.
 * - G2. `signal` fires when nobody waits any more: at the deadline, or when the client reset the
 *   stream with whatever code (Python sends 0, others 8) or lost its connection.
 */
export class GrpcCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Tells its connection from the others. */
  readonly connection: string;
  readonly #stream: ServerHttp2Stream;
  readonly #retryDetails: RetryDetails;
  readonly #controller = new AbortController();
  readonly #deadline: NodeJS.Timeout | undefined;
  #isAnswered = false;
  #hasResponded = false;

  constructor(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    { connection, retryDetails }: { readonly connection: string; readonly retryDetails: RetryDetails },
  ) {
    this.#stream = stream;
    this.connection = connection;
    this.#retryDetails = retryDetails;
    this.path = headers[":path"] ?? "";
    this.headers = headers;
    const timeoutMs = parseGrpcTimeout(headers["grpc-timeout"]?.toString());
    if (timeoutMs !== undefined) this.#deadline = setTimeout(() => this.#expire(), timeoutMs);
    stream.on("error", () => {}); // `close` follows and says all that is needed
    stream.on("close", () => this.#closed());
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Where the client found this server, such as `http://localhost:7070`. */
  get origin(): string {
    return `${this.headers[":scheme"] ?? "http"}://${this.headers[":authority"] ?? "localhost"}`;
  }

  reply(message: Uint8Array): void {
    if (this.#isAnswered || this.#stream.destroyed) return;
    this.#respond();
    this.#stream.end(frameOf(message));
    this.#answered();
  }

  /** Sends one message of several; resolves when there is room for the next. Rejects once nobody waits. */
  async write(message: Uint8Array): Promise<void> {
    this.signal.throwIfAborted();
    this.#respond();
    if (this.#stream.write(frameOf(message))) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#stream.once("drain", resolve);
    this.#stream.once("close", resolve);
    await promise;
    this.#stream.off("drain", resolve);
    this.#stream.off("close", resolve);
    this.signal.throwIfAborted();
  }

  /** Ends a stream of messages well. */
  end(): void {
    if (this.#isAnswered || this.#stream.destroyed) return;
    this.#respond();
    this.#stream.end();
    this.#answered();
  }

  refuse(error: unknown): Refusal {
    const refusal = refusalOf(error);
    if (this.#isAnswered || this.#stream.destroyed) return refusal;
    if (this.#hasResponded) {
      this.#trailers = trailersOf(refusal, this.#retryDetails);
      this.#stream.end();
    } else {
      this.#stream.respond(
        { ...responseHeaders, ...trailersOf(refusal, this.#retryDetails) },
        { endStream: true },
      );
    }
    this.#answered();
    this.#stopReading();
    return refusal;
  }

  #trailers: Record<string, string> = { "grpc-status": "0" };

  #respond(): void {
    if (this.#hasResponded) return;
    this.#hasResponded = true;
    this.#stream.on("wantTrailers", () => this.#stream.sendTrailers(this.#trailers));
    this.#stream.respond(responseHeaders, { waitForTrailers: true });
  }

  #answered(): void {
    this.#isAnswered = true;
    clearTimeout(this.#deadline);
  }

  /**
   * What is left of a refused request is thrown away until the client has seen the answer; resetting
   * the stream at once would overtake it.
   */
  #stopReading(): void {
    if (this.#stream.readableEnded) return;
    this.#stream.resume();
    const patience = setTimeout(() => this.#stream.close(constants.NGHTTP2_NO_ERROR), refusedRequestMsMax);
    this.#stream.once("close", () => clearTimeout(patience));
  }

  #expire(): void {
    const error = new LydianError("deadline-exceeded", "Cannot answer within the deadline of the request");
    this.#controller.abort(error);
    this.refuse(error);
  }

  #closed(): void {
    clearTimeout(this.#deadline);
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    this.#controller.abort(new LydianError("cancelled", "The client cancelled the request"));
  }
}
