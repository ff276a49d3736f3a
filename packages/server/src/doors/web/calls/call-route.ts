/** Calls over plain HTTP, for who has neither our SDK nor gRPC: `POST /v1/functions/<app>/<function>:call`. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { decodeError, decodeValue, newId } from "@lydian/protocol";
import type { Engine, OpenRequest } from "../../../engine/engine.ts";
import type { Caller } from "../../../model/caller.ts";
import type { ResolvedFunction } from "../../../model/definition.ts";
import { LydianError } from "../../../model/error.ts";
import type { Payload } from "../../../model/payload.ts";
import type { Result, ResultStatus } from "../../../model/result.ts";
import { refusalOf } from "../../grpc-status.ts";
import { authenticateBasic } from "../basic-credentials.ts";
import { argumentsOf } from "./call-arguments.ts";
import { toJson } from "./json-values.ts";
import { readBody } from "./read-body.ts";

export const functionsPrefix = "/v1/functions/";

/** Arguments that are larger go as a blob. */
const inlineBytesMax = 2 * 1024 * 1024;

const httpStatusOf: Readonly<Record<Exclude<ResultStatus, "success">, number>> = {
  failure: 500,
  terminated: 409,
  timeout: 504,
  "init-failure": 503,
  "internal-failure": 500,
};

type Parts = Pick<Engine, "access" | "functions" | "calls" | "blobs">;

export function createCallRoute(
  engine: Parts,
  reportBug: (where: string, error: unknown) => void,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    try {
      await answer(engine, request, response);
    } catch (error) {
      const { httpStatus, message, retryAfterMs, isBug } = refusalOf(error);
      if (isBug) reportBug("a call over HTTP", error);
      if (retryAfterMs !== undefined)
        response.setHeader("retry-after", String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
      // What is left of a refused body need not be read.
      response.setHeader("connection", "close");
      const type = error instanceof LydianError ? error.kind : "internal";
      send(response, httpStatus, { error: { type, message } });
    }
  };
}

async function answer(engine: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const caller = await authenticateBasic(engine.access, request, response);
  const { appName, name, environmentName } = targetOf(request);
  const [className, method] = name.includes(".") ? name.split(".", 2) : [];
  const tag = className === undefined ? name : `${className}.*`;
  const found = await engine.functions.lookUp({ appName, tag, environmentName, version: 0 });
  checkCallable(found, name, method);
  const resolved =
    found.definition.parameters.length > 0 ? await engine.functions.bind(found.functionId, {}, {}) : found;
  const callId = newId("fc");
  const payload = await payloadOf(engine, argumentsOf(await readBody(request)));
  const { traceparent } = request.headers;
  const result = await run(engine, caller, response, {
    callId,
    functionId: resolved.functionId,
    type: "unary",
    invocation: "attached",
    inputs: [{ index: 0, payload, ...(method === undefined ? {} : { method }) }],
    ...(typeof traceparent === "string" ? { traceparent } : {}),
  });
  if (result === undefined) return;
  if (result.status === "success")
    send(response, 200, { callId, result: decodeValue(await bytesOf(engine, result.payload)) });
  else send(response, httpStatusOf[result.status], { callId, error: await errorOf(engine, result) });
}

/** The result; nothing once the client has left, which cancels the call: it knows no id to come back with. */
async function run(
  { calls }: Parts,
  caller: Caller,
  response: ServerResponse,
  request: OpenRequest & { readonly callId: string },
): Promise<Result | undefined> {
  const left = new AbortController();
  const onClose = (): void => left.abort();
  response.once("close", onClose);
  const gone = new Promise<undefined>((resolve) => {
    left.signal.addEventListener("abort", () => resolve(undefined));
  });
  const running = calls.run(caller, request, left.signal);
  const page = await Promise.race([running, gone]);
  response.off("close", onClose);
  if (page !== undefined) return page.outputs[0]?.result;
  running.catch(() => undefined); // nobody is left to be told
  await calls.cancel(caller, request.callId, { terminateContainers: false });
  return undefined;
}

function targetOf({ method, url = "" }: IncomingMessage): {
  readonly appName: string;
  readonly name: string;
  readonly environmentName: string;
} {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const [, app = "", name = ""] = /^\/v1\/functions\/([^/]+)\/([^/:]+):call$/.exec(pathname) ?? [];
  if (name === "")
    throw new LydianError(
      "not-found",
      "There is nothing here: functions are called at POST /v1/functions/<app>/<function>:call",
    );
  if (method !== "POST")
    throw new LydianError("invalid-argument", "Cannot call a function by this method: use POST");
  return {
    appName: decode(app),
    name: decode(name),
    environmentName: searchParams.get("environment") ?? "",
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new LydianError("invalid-argument", `Cannot read the path: "${part}" is not encoded as URLs are`, {
      cause,
    });
  }
}

function checkCallable({ definition }: ResolvedFunction, name: string, method: string | undefined): void {
  const { kind } = method === undefined ? definition : (definition.methods[method] ?? definition);
  if (kind === "generator")
    throw new LydianError("invalid-argument", `Cannot call "${name}" here: it is a generator`);
  // A class says of each method what it takes, and newer clients alone make such classes.
  if (definition.kind !== "class" && !definition.inputFormats.includes("cbor"))
    throw new LydianError(
      "failed-precondition",
      `Cannot call "${name}" here: it takes pickles alone; deploy it with a newer client`,
    );
}

async function payloadOf({ blobs }: Parts, data: Uint8Array): Promise<Payload> {
  if (data.length <= inlineBytesMax) return { format: "cbor", data };
  const sha256 = createHash("sha256").update(data).digest("hex");
  const { blobId, uploadPath } = blobs.create({ sha256, size: data.length });
  await blobs.receive(uploadPath, Readable.from([data]));
  return { format: "cbor", blobId };
}

async function bytesOf({ blobs }: Parts, payload: Payload | undefined): Promise<Uint8Array> {
  if (payload?.blobId === undefined) return payload?.data ?? new Uint8Array();
  const { downloadPath } = await blobs.get(payload.blobId);
  return buffer((await blobs.serve(downloadPath)).content);
}

/** What the function threw, or what became of it, in the words of its language. */
async function errorOf(engine: Parts, result: Result): Promise<Readonly<Record<string, unknown>>> {
  const { exception = "", traceback, payload } = result;
  const data = payload?.format === "cbor" ? decodeError(await bytesOf(engine, payload)) : undefined;
  const [, type, message] = /^([\p{L}_$][\p{L}\p{N}_$.]*): (.*)$/su.exec(exception) ?? [];
  return {
    type: data?.name ?? type ?? result.status,
    message: data?.message ?? message ?? exception,
    ...(traceback === undefined ? {} : { traceback }),
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(`${toJson(body)}\n`);
}
