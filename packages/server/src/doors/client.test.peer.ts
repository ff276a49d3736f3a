/** A client of the public protocol for tests, as plain as can be: one connection, no retries. */
import { createHash } from "node:crypto";
import { connect, constants } from "node:http2";
import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from "node:http2";
import { modal } from "@lydian/protocol";
import type { Decoder, Encoder } from "./client/method.ts";
import { frameOf } from "./grpc/message-reader.ts";
import type { Serving } from "./serving.test.engine.ts";

const {
  AppCreateRequest,
  AppCreateResponse,
  AppPublishRequest,
  AppPublishResponse,
  AppState,
  BlobCreateRequest,
  BlobCreateResponse,
  ClassCreateRequest,
  ClassCreateResponse,
  Function: FunctionMessage,
  FunctionCreateRequest,
  FunctionCreateResponse,
  FunctionPrecreateRequest,
  FunctionPrecreateResponse,
} = modal.client;

export class GrpcRefusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Several values are sent as several headers of one name. */
export type TestHeaders = Readonly<Record<string, string | string[]>>;

export class TestClient {
  readonly #session: ClientHttp2Session;
  readonly #headers: TestHeaders;

  constructor(port: number, headers: TestHeaders) {
    this.#session = connect(`http://127.0.0.1:${port}`);
    this.#headers = headers;
  }

  static of(serving: Serving): TestClient {
    const { tokenId, tokenSecret } = serving;
    return new TestClient(serving.port, { "x-modal-token-id": tokenId, "x-modal-token-secret": tokenSecret });
  }

  /** Calls a unary method; rejects with a `GrpcRefusal`. */
  async call<Request, Response>(
    method: string,
    requestType: Encoder<Request>,
    responseType: Decoder<Response>,
    request: Request,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const stream = this.#open(method, headers);
    stream.end(frameOf(requestType.encode(request).finish()));
    const messages = await this.#readAll(stream);
    return responseType.decode(messages.subarray(5));
  }

  /** Sends a request and, when told to, resets its stream, as clients do that give up. */
  start<Request>(method: string, requestType: Encoder<Request>, request: Request): { cancel(): void } {
    const stream = this.#open(method, {});
    stream.on("error", () => {}); // it is the test that cancels
    stream.end(frameOf(requestType.encode(request).finish()));
    return { cancel: () => stream.close(constants.NGHTTP2_CANCEL) };
  }

  /** Calls a streaming method; ends when the server does or when the reader stops. */
  async *stream<Request, Response>(
    method: string,
    requestType: Encoder<Request>,
    responseType: Decoder<Response>,
    request: Request,
  ): AsyncGenerator<Response> {
    const stream = this.#open(method, {});
    stream.end(frameOf(requestType.encode(request).finish()));
    const ended = this.#ended(stream);
    let rest = Buffer.alloc(0);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        rest = Buffer.concat([rest, chunk]);
        while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
          const end = 5 + rest.readUInt32BE(1);
          yield responseType.decode(rest.subarray(5, end));
          rest = rest.subarray(end);
        }
      }
      await ended;
    } finally {
      ended.catch(() => {});
      stream.close();
    }
  }

  close(): void {
    this.#session.destroy();
  }

  #open(method: string, headers: Record<string, string>): ClientHttp2Stream {
    return this.#session.request({
      ":method": "POST",
      ":path": `/modal.client.ModalClient/${method}`,
      "content-type": "application/grpc",
      te: "trailers",
      ...this.#headers,
      ...headers,
    });
  }

  async #readAll(stream: ClientHttp2Stream): Promise<Buffer> {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    await this.#ended(stream);
    return Buffer.concat(chunks);
  }

  #ended(stream: ClientHttp2Stream): Promise<void> {
    let status: IncomingHttpHeaders = {};
    const note = (headers: IncomingHttpHeaders): void => {
      status = { ...status, ...headers };
    };
    stream.on("response", note);
    stream.on("trailers", note);
    return new Promise((resolve, reject) => {
      stream.on("error", reject);
      stream.on("close", () => {
        const code = Number(status["grpc-status"]);
        const message = decodeURIComponent(String(status["grpc-message"] ?? ""));
        if (code === 0) resolve();
        else reject(new GrpcRefusal(code, message));
      });
    });
  }
}

export type WireFunction = Partial<Parameters<typeof FunctionMessage.encode>[0]>;

/** Deploys an app of TypeScript functions, whose code is of no importance, the way clients do. */
export async function deploy(
  client: TestClient,
  name: string,
  functions: Readonly<Record<string, WireFunction>>,
): Promise<string> {
  const { appId } = await client.call("AppCreate", AppCreateRequest, AppCreateResponse, {
    description: name,
    appState: AppState.APP_STATE_INITIALIZING,
  });
  const bundleBlobId = await putBlob(client, Buffer.from("// nothing"));
  const functionIds: Record<string, string> = {};
  const definitionIds: Record<string, string> = {};
  const classIds: Record<string, string> = {};
  for (const [tag, settings] of Object.entries(functions)) {
    const precreate = { appId, functionName: tag };
    const { functionId } = await client.call(
      "FunctionPrecreate",
      FunctionPrecreateRequest,
      FunctionPrecreateResponse,
      precreate,
    );
    const created = await client.call("FunctionCreate", FunctionCreateRequest, FunctionCreateResponse, {
      appId,
      existingFunctionId: functionId,
      function: FunctionMessage.encode(wireFunctionOf(tag, bundleBlobId, settings)).finish(),
    });
    functionIds[tag] = created.functionId;
    definitionIds[created.functionId] = created.handleMetadata?.definitionId ?? "";
    if (!tag.endsWith(".*")) continue;
    const className = tag.slice(0, -2);
    const request = { appId, onlyClassFunction: true, lydianName: className };
    const { classId } = await client.call("ClassCreate", ClassCreateRequest, ClassCreateResponse, request);
    classIds[className] = classId;
  }
  await client.call("AppPublish", AppPublishRequest, AppPublishResponse, {
    appId,
    name,
    appState: AppState.APP_STATE_DEPLOYED,
    functionIds,
    classIds,
    definitionIds,
  });
  return appId;
}

function wireFunctionOf(tag: string, bundleBlobId: string, settings: WireFunction): WireFunction {
  return {
    functionName: tag,
    functionType: FunctionMessage.FunctionType.FUNCTION_TYPE_FUNCTION,
    runtime: "typescript",
    isClass: tag.endsWith(".*"),
    supportedInputFormats: [4],
    supportedOutputFormats: [4],
    lydianCode: { bundleBlobId },
    ...settings,
  };
}

/** Stores a blob the way JavaScript clients do. */
export async function putBlob(client: TestClient, content: Buffer): Promise<string> {
  const { blobId, uploadUrl } = await client.call("BlobCreate", BlobCreateRequest, BlobCreateResponse, {
    contentSha256Base64: createHash("sha256").update(content).digest("base64"),
    contentLength: content.length,
  });
  const response = await fetch(uploadUrl ?? "", { method: "PUT", body: new Uint8Array(content) });
  if (!response.ok) throw new Error(`PUT answered ${response.status}: ${await response.text()}`);
  return blobId;
}
