/** Arguments and results on their way: inline where they are small, as blobs where they are not. */
import { createHash } from "node:crypto";
import {
  decodeError,
  decodeValue,
  encodeArguments,
  modal,
  payloadBytesMax,
  payloadInlineBytesMax,
  ValueRefusedError,
  type ErrorData,
} from "@lydian/protocol";
import {
  FunctionTimeoutError,
  InputCancelledError,
  InternalError,
  InvalidError,
  RemoteError,
  type RemoteErrorOptions,
} from "../errors.ts";
import { getBlob, putBlob } from "./blob-http.ts";
import { callUnary } from "./rpc-exchange.ts";
import type { Session } from "./session.ts";

/** `DataFormat` of the public service. */
export const dataFormat = { pickle: 1, asgi: 2, generatorDone: 3, cbor: 4 } as const;
/** `GenericStatus` of the public service. */
export const resultStatus = {
  success: 1,
  failure: 2,
  terminated: 3,
  timeout: 4,
  initFailure: 5,
  internalFailure: 6,
} as const;

const { BlobCreateRequest, BlobCreateResponse, BlobGetRequest, BlobGetResponse } = modal.client;

/** A payload as it travels: bytes or the id of a blob. */
export interface WirePayload {
  readonly format?: number | null | undefined;
  readonly data?: Uint8Array | null | undefined;
  readonly blobId?: string | null | undefined;
}

/**
 * The bytes of a call's arguments.
 *
 * @throws {InvalidError} naming the path of what cannot be sent, or the limit that is exceeded.
 */
export function encodeCall(args: readonly unknown[], kwargs?: Readonly<Record<string, unknown>>): Uint8Array {
  try {
    return encodeArguments(args, kwargs);
  } catch (error) {
    if (!(error instanceof ValueRefusedError)) throw error;
    throw new InvalidError(`Cannot send the arguments: ${error.message}`, { cause: error });
  }
}

/** Whether bytes must become a blob. */
export function isLarge(bytes: Uint8Array): boolean {
  return bytes.length > payloadInlineBytesMax;
}

/** Stores bytes under their SHA-256; the id of the blob. Safe to repeat. */
export async function storeBlob(session: Session, bytes: Uint8Array): Promise<string> {
  if (bytes.length > payloadBytesMax) {
    throw new InvalidError(`Cannot send ${bytes.length} bytes: the limit is ${payloadBytesMax}`);
  }
  const contentSha256Base64 = createHash("sha256").update(bytes).digest("base64");
  const contentMd5 = createHash("md5").update(bytes).digest("base64");
  const request = { contentSha256Base64, contentMd5, contentLength: bytes.length };
  const reply = BlobCreateResponse.decode(
    await callUnary(session, "BlobCreate", BlobCreateRequest.encode(request).finish()),
  );
  // No address: the server has this content already.
  if (reply.uploadUrl) await putBlob(session.blobRoute, reply.uploadUrl, bytes);
  return reply.blobId;
}

/** The bytes of a blob. */
export async function readBlob(session: Session, blobId: string): Promise<Uint8Array> {
  const reply = BlobGetResponse.decode(
    await callUnary(session, "BlobGet", BlobGetRequest.encode({ blobId }).finish()),
  );
  return getBlob(session.blobRoute, reply.downloadUrl);
}

/** The value of a payload. Not a promise where the bytes are there, which is nearly always. */
export function decodePayload(session: Session, payload: WirePayload): unknown {
  if (payload.blobId) {
    return readBlob(session, payload.blobId).then((data) =>
      decodePayload(session, { format: payload.format, data }),
    );
  }
  if (payload.format !== dataFormat.cbor) {
    throw new InvalidError(
      `Cannot read a value of format ${payload.format ?? 0}: only CBOR crosses between languages. A Python function must be able to return CBOR`,
    );
  }
  return decodeValue(payload.data ?? new Uint8Array());
}

export interface WireFailure extends WirePayload {
  readonly status?: number | null | undefined;
  readonly exception?: string | null | undefined;
  readonly traceback?: string | null | undefined;
}

/** The error that a result which is no success stands for. */
export async function errorOfResult(session: Session, result: WireFailure): Promise<Error> {
  const text = result.exception ?? "";
  const remoteStack = result.traceback ?? "";
  switch (result.status) {
    case resultStatus.terminated:
      return new InputCancelledError(split(text).message || "The input was cancelled", { remoteStack });
    case resultStatus.timeout:
      return new FunctionTimeoutError(split(text).message || "The function ran out of time", { remoteStack });
    case resultStatus.internalFailure:
      return new InternalError(text || "The server could not run the input");
    default:
      return userError(session, result, text, remoteStack);
  }
}

async function userError(
  session: Session,
  result: WireFailure,
  text: string,
  remoteStack: string,
): Promise<Error> {
  if (result.format === dataFormat.cbor && (result.data || result.blobId)) {
    const bytes = result.blobId ? await readBlob(session, result.blobId) : result.data;
    const data = bytes ? decodeError(bytes) : undefined;
    if (data !== undefined) return rebuild(data, remoteStack);
  }
  const { name, message } = split(text);
  return new RemoteError(message || "The function failed", { ...(name && { name }), remoteStack });
}

/** `Name: message`, which is how people who see only text are told of an error, in its parts. */
function split(text: string): { readonly name?: string; readonly message: string } {
  const [, name, message] = /^([\p{L}_$][\p{L}\p{N}_$.]*): (.*)$/su.exec(text) ?? [];
  return name === undefined || message === undefined ? { message: text } : { name, message };
}

function rebuild(data: ErrorData, remoteStack: string): RemoteError {
  const options: RemoteErrorOptions = {
    name: data.name,
    // The text for people who see nothing else has the causes in it; here they are errors of their own.
    remoteStack: data.stack || remoteStack,
    ...(data.properties !== undefined && { properties: data.properties }),
    ...(data.cause !== undefined && { cause: rebuild(data.cause, "") }),
  };
  return new RemoteError(data.message, options);
}
