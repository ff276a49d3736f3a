/** Calls over plain HTTP, for who has neither our SDK nor gRPC: `POST /v1/functions/<app>/<function>:call`. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { decodeError, newId } from "@lydian/protocol";
import type { BlobVerbs, CallVerbs, Engine, OpenRequest } from "../../../engine/engine.ts";
import type { Caller } from "../../../model/caller.ts";
import { LydianError } from "../../../model/error.ts";
import type { Result, ResultStatus } from "../../../model/result.ts";
import { refusalOf } from "../../grpc-status.ts";
import { authenticateBasic } from "../basic-credentials.ts";
import { argumentsOf } from "./call-arguments.ts";
import { findTarget } from "./call-target.ts";
import { toJson } from "./json-values.ts";
import { bytesOf, payloadOf, valueOf } from "./payloads.ts";
import { readBody } from "./read-body.ts";

const httpStatusOf: Readonly<Record<Exclude<ResultStatus, "success">, number>> = {
  failure: 500,
  terminated: 409,
  timeout: 504,
  "init-failure": 503,
  "internal-failure": 500,
};

type Verbs = Pick<Engine, "access" | "functions" | "calls" | "blobs">;

export function createCallRoute(
  verbs: Verbs,
  reportBug: (where: string, error: unknown) => void,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    try {
      await answer(verbs, request, response);
    } catch (error) {
      const { httpStatus, message, retryAfterMs, isBug } = refusalOf(error);
      if (isBug) reportBug("a call over HTTP", error);
      if (response.headersSent || response.destroyed) return;
      if (retryAfterMs !== undefined)
        response.setHeader("retry-after", String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
      // What is left of a refused body need not be read.
      response.setHeader("connection", "close");
      const type = error instanceof LydianError ? error.kind : "internal";
      send(response, httpStatus, { error: { type, message } });
    }
  };
}

async function answer(
  { access, functions, calls, blobs }: Verbs,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const caller = await authenticateBasic(access, request, response);
  const { resolved, method } = await findTarget(functions, request);
  const callId = newId("fc");
  const payload = await payloadOf(blobs, argumentsOf(await readBody(request)));
  const { traceparent } = request.headers;
  const result = await run(calls, caller, response, {
    callId,
    functionId: resolved.functionId,
    type: "unary",
    invocation: "attached",
    inputs: [{ index: 0, payload, ...(method === undefined ? {} : { method }) }],
    ...(typeof traceparent === "string" ? { traceparent } : {}),
  });
  if (result === undefined) return;
  if (result.status === "success")
    send(response, 200, { callId, result: await valueOf(blobs, result.payload) });
  else send(response, httpStatusOf[result.status], { callId, error: await errorOf(blobs, result) });
}

/** The result; nothing once the client has left, which cancels the call: it knows no id to come back with. */
async function run(
  calls: CallVerbs,
  caller: Caller,
  response: ServerResponse,
  request: OpenRequest & { readonly callId: string },
): Promise<Result | undefined> {
  if (response.closed) return undefined;
  const left = new AbortController();
  const gone = new Promise<undefined>((resolve) => {
    response.once("close", () => {
      left.abort();
      resolve(undefined);
    });
  });
  const running = calls.run(caller, request, left.signal);
  const page = await Promise.race([running, gone]);
  if (page !== undefined) return page.outputs[0]?.result;
  running.catch(() => undefined); // nobody is left to be told
  await calls.cancel(caller, request.callId, { terminateContainers: false });
  return undefined;
}

/** What the function threw, or what became of it, in the words of its language. */
async function errorOf(blobs: BlobVerbs, result: Result): Promise<Readonly<Record<string, unknown>>> {
  const { exception = "", traceback, payload } = result;
  const data = payload?.format === "cbor" ? decodeError(await bytesOf(blobs, payload)) : undefined;
  const [, type, message] = /^([\p{L}_$][\p{L}\p{N}_$.]*): (.*)$/su.exec(exception) ?? [];
  return {
    type: data?.name ?? type ?? result.status,
    message: data?.message ?? message ?? exception,
    ...(traceback === undefined ? {} : { traceback }),
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  response.writeHead(status, headers);
  response.end(`${toJson(body)}\n`);
}
