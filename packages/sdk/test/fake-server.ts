/**
 * A server that speaks the native protocol over a real socket and runs functions in this process. It
 * is a peer for the session's tests: it keeps calls, so that it can be disconnected from and asked
 * again, and it counts what it was told.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import {
  decodeArguments,
  encodeError,
  encodeValue,
  Link,
  modal,
  serverCodec,
  type PeerItem,
  type ServerItem,
} from "@lydian/protocol";

type Input = NonNullable<NonNullable<PeerItem["openCall"]>["input"]>;
type Result = NonNullable<NonNullable<NonNullable<ServerItem["outputs"]>["outputs"]>[number]["result"]>;
type Run = (args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>) => unknown;
/** Answers a verb; what it throws is a refusal with `code`. */
export type Verb = (body: Uint8Array) => Uint8Array | Promise<Uint8Array>;

interface Call {
  readonly functionId: string;
  readonly isDetached: boolean;
  readonly inputs: Map<number, Input>;
  readonly outputs: { readonly index: number; readonly result: Result }[];
  readonly chunks: Uint8Array[];
  finished: number | undefined;
  isCancelled: boolean;
  /** Whoever watches: one at a time. */
  watcher:
    | { readonly link: FakeLink; after: number; credit: number; wantsChunks: boolean; afterChunk: number }
    | undefined;
}

type FakeLink = Link<ServerItem, PeerItem>;

export class FakeServer {
  readonly calls = new Map<string, Call>();
  readonly functions = new Map<string, Run>();
  readonly verbs = new Map<string, Verb>();
  readonly blobs = new Map<string, Uint8Array>();
  /** Items as they came, for what must not be sent. */
  readonly received: PeerItem[] = [];
  connections = 0;
  token = "secret";
  /** And how many inputs each was told to be kept, by call. */
  readonly #links = new Map<FakeLink, Map<string, number>>();
  #http: Server;
  #port = 0;

  private constructor() {
    this.#http = this.#createHttp();
  }

  static async start(): Promise<FakeServer> {
    const server = new FakeServer();
    await server.listen();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get account(): { serverUrl: string; tokenId: string; tokenSecret: string; environmentName: string } {
    return { serverUrl: this.url, tokenId: "ak-test", tokenSecret: this.token, environmentName: "" };
  }

  async listen(): Promise<void> {
    this.#http = this.#createHttp();
    await new Promise<void>((resolve) => this.#http.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#http.address() as AddressInfo).port; // it listens on TCP
  }

  /** Cuts all connections; calls are kept. */
  disconnect(): void {
    for (const link of this.#links.keys()) link.destroy();
  }

  async stop(): Promise<void> {
    this.disconnect();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Refuses a call in its own words. */
  refuse(callId: string, refusal: { code: number; message: string; retryAfterMs?: number }): void {
    for (const counts of this.#links.values()) counts.delete(callId);
    for (const link of this.#links.keys()) link.send({ callRefused: { callId, ...refusal } });
  }

  #createHttp(): Server {
    const http = createServer((request, response) => {
      const path = request.url ?? "";
      if (request.method === "PUT") {
        void this.#keepBlob(path, request, response);
        return;
      }
      const blob = this.blobs.get(path);
      response.statusCode = blob === undefined ? 404 : 200;
      response.end(blob);
    });
    http.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    return http;
  }

  async #keepBlob(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.blobs.set(path, await readAll(request));
    response.end();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.headers["x-modal-token-secret"] !== this.token) {
      socket.end("HTTP/1.1 401 Unauthorized\r\ncontent-length: 11\r\nconnection: close\r\n\r\nwrong token");
      return;
    }
    this.connections += 1;
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: lydian-native/1\r\n\r\n",
    );
    const link: FakeLink = new Link<ServerItem, PeerItem>(
      socket,
      serverCodec,
      {
        onItems: (items) => {
          for (const item of items) this.#receive(link, item);
        },
        onClose: () => this.#links.delete(link),
      },
      head,
    );
    this.#links.set(link, new Map());
  }

  #receive(link: FakeLink, item: PeerItem): void {
    this.received.push(item);
    if (item.rpc) void this.#rpc(link, item.rpc);
    if (item.openCall) this.#open(link, item.openCall);
    if (item.putInputs) this.#put(link, item.putInputs.callId ?? "", item.putInputs.inputs ?? []);
    if (item.finishInputs) {
      const call = this.calls.get(item.finishInputs.callId ?? "");
      if (call) call.finished = item.finishInputs.count ?? 0;
    }
    if (item.watch) {
      this.#watch(link, item.watch.callId ?? "", item.watch);
    }
    if (item.credit) {
      const call = this.calls.get(item.credit.callId ?? "");
      if (call?.watcher) call.watcher.credit += item.credit.amount ?? 0;
      this.#push(item.credit.callId ?? "");
    }
    if (item.cancelCall) {
      const call = this.calls.get(item.cancelCall.callId ?? "");
      if (call) call.isCancelled = true;
    }
  }

  async #rpc(link: FakeLink, rpc: NonNullable<PeerItem["rpc"]>): Promise<void> {
    const id = rpc.id ?? 0;
    const verb = this.verbs.get(rpc.method ?? "");
    try {
      if (verb === undefined) throw Object.assign(new Error(`no ${rpc.method}`), { code: 12 });
      link.send({ rpcReply: { id, body: await verb(rpc.body ?? new Uint8Array()), end: true } });
    } catch (error) {
      const { code = 13, message } = error as Error & { code?: number }; // verbs throw nothing else
      link.send({ rpcReply: { id, code, message, end: true } });
    }
  }

  #open(link: FakeLink, open: NonNullable<PeerItem["openCall"]>): void {
    const callId = open.callId ?? "";
    const functionId = open.functionId ?? "";
    if (!this.functions.has(functionId)) {
      link.send({ callRefused: { callId, code: 5, message: `no function ${functionId}` } });
      return;
    }
    const isNew = !this.calls.has(callId);
    if (!isNew && !open.isRepeat) throw new Error(`call ${callId} was opened twice without saying so`);
    if (isNew) {
      this.calls.set(callId, {
        functionId,
        isDetached: open.isDetached ?? false,
        inputs: new Map(),
        outputs: [],
        chunks: [],
        finished: undefined,
        isCancelled: false,
        watcher: undefined,
      });
    }
    const { credit, wantsChunks } = open;
    if (credit) this.#watch(link, callId, { credit, wantsChunks: wantsChunks ?? false });
    if (!credit || open.type === 2) link.send({ callOpened: { callId } });
    if (open.input && isNew) this.#run(callId, open.input);
  }

  #put(link: FakeLink, callId: string, inputs: readonly Input[]): void {
    const call = this.calls.get(callId);
    if (call === undefined) {
      link.send({ callRefused: { callId, code: 5, message: "put before open" } });
      return;
    }
    for (const input of inputs) this.#run(callId, input);
    const counts = this.#links.get(link) ?? new Map<string, number>();
    counts.set(callId, (counts.get(callId) ?? 0) + inputs.length);
    link.send({ inputsAccepted: { callId, count: counts.get(callId) ?? 0 } });
  }

  #watch(
    link: FakeLink,
    callId: string,
    { after, credit, wantsChunks, afterChunk }: NonNullable<PeerItem["watch"]>,
  ): void {
    const call = this.calls.get(callId);
    if (call === undefined) return;
    call.watcher = {
      link,
      after: after ?? 0,
      credit: credit ?? 0,
      wantsChunks: wantsChunks ?? false,
      afterChunk: afterChunk ?? 0,
    };
    this.#push(callId);
  }

  #run(callId: string, input: Input): void {
    const call = this.calls.get(callId);
    const index = input.index ?? 0;
    if (call === undefined || call.inputs.has(index)) return;
    call.inputs.set(index, input);
    void this.#finish(call, callId, input);
  }

  async #finish(call: Call, callId: string, input: Input): Promise<void> {
    const result = await this.#result(call, callId, input);
    call.outputs.push({ index: input.index ?? 0, result });
    this.#push(callId);
  }

  async #result(call: Call, callId: string, input: Input): Promise<Result> {
    try {
      const bytes = input.blobId ? this.blobs.get(`/blobs/${input.blobId}`) : input.data;
      const { args, kwargs } = decodeArguments(bytes ?? new Uint8Array());
      const value = await this.functions.get(call.functionId)?.(args, {
        ...kwargs,
        ...(input.method && { method: input.method }),
      });
      if (typeof value === "object" && value !== null && Symbol.asyncIterator in value) {
        const items = value as AsyncIterable<unknown>; // by the line above
        for await (const item of items) {
          if (call.isCancelled) break;
          call.chunks.push(encodeValue(item));
          this.#push(callId);
        }
        const data = modal.client.GeneratorDone.encode({ itemsTotal: call.chunks.length }).finish();
        return { status: 1, format: 3, data };
      }
      return this.#success(encodeValue(value));
    } catch (error) {
      const { name, message, stack } = error as Error; // tests throw nothing else
      return {
        status: 2,
        format: 4,
        data: encodeError(error),
        exception: `${name}: ${message}`,
        traceback: stack ?? "",
      };
    }
  }

  #success(data: Uint8Array): Result {
    if (data.length <= 2 * 1024 * 1024) return { status: 1, format: 4, data };
    const blobId = `bl-result${this.blobs.size}`;
    this.blobs.set(`/blobs/${blobId}`, data);
    return { status: 1, format: 4, blobId };
  }

  #push(callId: string): void {
    const call = this.calls.get(callId);
    const watcher = call?.watcher;
    if (call === undefined || watcher === undefined || watcher.link.isClosed) return;
    if (watcher.wantsChunks) {
      for (; watcher.afterChunk < call.chunks.length && watcher.credit > 0; watcher.credit -= 1) {
        const data = call.chunks[watcher.afterChunk] ?? new Uint8Array();
        watcher.afterChunk += 1;
        watcher.link.send({ chunks: { callId, chunks: [{ index: watcher.afterChunk, format: 4, data }] } });
      }
      if (watcher.afterChunk < call.chunks.length) return;
    }
    const credit = watcher.wantsChunks ? 1 : watcher.credit;
    const outputs = call.outputs.slice(watcher.after, watcher.after + credit);
    if (outputs.length === 0) return;
    watcher.after += outputs.length;
    if (!watcher.wantsChunks) watcher.credit -= outputs.length;
    watcher.link.send({ outputs: { callId, outputs, cursor: watcher.after } });
  }

  /** Serves blobs and `FunctionGet` for the functions there are: `fu-` and the name. */
  serveBasics(): void {
    const {
      BlobCreateRequest,
      BlobCreateResponse,
      BlobGetRequest,
      BlobGetResponse,
      FunctionGetRequest,
      FunctionGetResponse,
    } = modal.client;
    this.verbs.set("BlobCreate", (body) => {
      const sha = Buffer.from(BlobCreateRequest.decode(body).contentSha256Base64, "base64").toString("hex");
      return BlobCreateResponse.encode({ blobId: `bl-${sha}`, uploadUrl: `/blobs/bl-${sha}` }).finish();
    });
    this.verbs.set("BlobGet", (body) =>
      BlobGetResponse.encode({ downloadUrl: `/blobs/${BlobGetRequest.decode(body).blobId}` }).finish(),
    );
    this.verbs.set("FunctionGet", (body) => {
      const { objectTag } = FunctionGetRequest.decode(body);
      const functionId = `fu-${objectTag}`;
      if (!this.functions.has(functionId))
        throw Object.assign(new Error(`no function "${objectTag}"`), { code: 5 });
      const functionType = objectTag.startsWith("gen") ? 1 : 2;
      return FunctionGetResponse.encode({
        functionId,
        handleMetadata: { functionName: objectTag, functionType },
      }).finish();
    });
  }
}

async function readAll(request: IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  const body = request as AsyncIterable<Buffer>; // no encoding is set
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Waits until something holds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const giveUpAtMs = Date.now() + 5000;
  while (!holds()) {
    if (Date.now() > giveUpAtMs) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
