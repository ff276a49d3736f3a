/** Arguments and results: CBOR, inline up to a limit and as blobs above it. */
import { decodeArguments as parseArguments, encodeValue, payloadInlineBytesMax } from "@lydian/protocol";
import type { DeliveredInput } from "./running-input.ts";
import { dataFormats, describeFormat } from "../wire.ts";

/** Content above the inline limit, by blob id. */
export interface BlobTransfer {
  upload(content: Uint8Array): Promise<string>;
  download(blobId: string): Promise<Uint8Array>;
}

/** A payload as it travels: exactly one of `data` and `blobId` is set. */
export interface WirePayload {
  readonly format: number;
  readonly data?: Uint8Array;
  readonly blobId?: string;
}

/** What reaches a function, or leaves it, is not what a TypeScript function can take or give. */
export class PayloadError extends Error {
  override name = "PayloadError";
}

/**
 * The arguments of an input: keyword arguments, if any, are one plain object at the end. Not a
 * promise unless there is something to download. Throws a `PayloadError` for what is no call.
 */
export function readArguments(
  input: DeliveredInput,
  blobs: BlobTransfer,
): readonly unknown[] | Promise<readonly unknown[]> {
  if (input.blobId !== "") {
    return blobs.download(input.blobId).then((data) => decodeArguments(input.format, data));
  }
  return decodeArguments(input.format, input.data);
}

function decodeArguments(format: number, data: Uint8Array): readonly unknown[] {
  if (data.length === 0) return [];
  if (format !== dataFormats.cbor) {
    throw new PayloadError(
      `Cannot read arguments of format ${describeFormat(format)}: a TypeScript function takes cbor`,
    );
  }
  const { args, kwargs } = parseArguments(data);
  return Object.keys(kwargs).length === 0 ? args : [...args, kwargs];
}

/** Encodes a result or a yield. Throws, naming the path, for what cannot be serialised. */
export function writeValue(
  value: unknown,
  blobs: BlobTransfer,
  name: "result" | "yield",
): WirePayload | Promise<WirePayload> {
  const data = encodeValue(value, name);
  if (data.length <= payloadInlineBytesMax) return { format: dataFormats.cbor, data };
  return blobs.upload(data).then((blobId) => ({ format: dataFormats.cbor, blobId }));
}
