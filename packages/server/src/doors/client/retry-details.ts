import { modal } from "@lydian/protocol";

const { RPCRetryPolicy, RPCStatus } = modal.client;

/** The detail that makes official clients wait and ask again, whatever the code. */
const retryPolicyType = "type.modal.com/modal.client.RPCRetryPolicy";

/** What `grpc-status-details-bin` holds where a client is told when to ask again. */
export function retryDetailsOf(refusal: {
  readonly code: number;
  readonly message: string;
  readonly retryAfterMs: number;
}): Uint8Array {
  const value = RPCRetryPolicy.encode({ retryAfterSecs: refusal.retryAfterMs / 1000 }).finish();
  const { code, message } = refusal;
  return RPCStatus.encode({ code, message, details: [{ type_url: retryPolicyType, value }] }).finish();
}
