import { modal } from "@lydian/protocol";
import type { Refusal } from "../grpc-status.ts";

/** The detail that makes official clients wait and ask again, whatever the code. */
const retryPolicyType = "type.modal.com/modal.client.RPCRetryPolicy";

/** How a refusal ends a gRPC call. */
export function trailersOf(refusal: Refusal): Record<string, string> {
  const trailers: Record<string, string> = {
    "grpc-status": String(refusal.code),
    "grpc-message": percentEncode(refusal.message),
  };
  if (refusal.retryAfterMs !== undefined) {
    trailers["grpc-status-details-bin"] = detailsOf(refusal, refusal.retryAfterMs);
  }
  return trailers;
}

/** Long messages would not fit the header limits of clients. */
const messageCharactersMax = 2000;

function percentEncode(message: string): string {
  return encodeURIComponent(message.slice(0, messageCharactersMax).toWellFormed());
}

function detailsOf(refusal: Refusal, retryAfterMs: number): string {
  const { RPCRetryPolicy, RPCStatus } = modal.client;
  const value = RPCRetryPolicy.encode({ retryAfterSecs: retryAfterMs / 1000 }).finish();
  const status = RPCStatus.encode({
    code: refusal.code,
    message: refusal.message,
    details: [{ type_url: retryPolicyType, value }],
  }).finish();
  return Buffer.from(status).toString("base64");
}
