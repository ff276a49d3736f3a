import type { Refusal } from "../grpc-status.ts";

/** Encodes what tells a client when to ask again, for `grpc-status-details-bin`. */
export type RetryDetails = (refusal: {
  readonly code: number;
  readonly message: string;
  readonly retryAfterMs: number;
}) => Uint8Array;

/** How a refusal ends a gRPC call. */
export function trailersOf(refusal: Refusal, retryDetails: RetryDetails): Record<string, string> {
  const { code, message, retryAfterMs } = refusal;
  const trailers = { "grpc-status": String(code), "grpc-message": percentEncode(message) };
  if (retryAfterMs === undefined) return trailers;
  const details = Buffer.from(retryDetails({ code, message, retryAfterMs }));
  return { ...trailers, "grpc-status-details-bin": details.toString("base64") };
}

/** Long messages would not fit the header limits of clients. */
const messageCharactersMax = 2000;

/** Only what must be: some clients decode as they would a URI, in which commas stay encoded. */
function percentEncode(message: string): string {
  const text = message.slice(0, messageCharactersMax).toWellFormed().trim();
  return text.replaceAll(/[^\x20-\x24\x26-\x7e]+/g, encodeURIComponent);
}
