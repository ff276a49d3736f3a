import { LydianError } from "../model/error.ts";
import type { ErrorKind } from "../model/error.ts";

/** The codes of gRPC, by name. */
export const grpcCode = {
  ok: 0,
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** How a refusal is told on each wire. Clients retry 1, 2, 4, 13 and 14 by themselves. */
export const statusOfKind: Readonly<Record<ErrorKind, { readonly grpc: number; readonly http: number }>> = {
  "invalid-argument": { grpc: grpcCode.invalidArgument, http: 400 },
  unauthenticated: { grpc: grpcCode.unauthenticated, http: 401 },
  "permission-denied": { grpc: grpcCode.permissionDenied, http: 403 },
  "not-found": { grpc: grpcCode.notFound, http: 404 },
  "already-exists": { grpc: grpcCode.alreadyExists, http: 409 },
  "failed-precondition": { grpc: grpcCode.failedPrecondition, http: 409 },
  "resource-exhausted": { grpc: grpcCode.resourceExhausted, http: 429 },
  unimplemented: { grpc: grpcCode.unimplemented, http: 501 },
  unavailable: { grpc: grpcCode.unavailable, http: 503 },
  "deadline-exceeded": { grpc: grpcCode.deadlineExceeded, http: 504 },
  cancelled: { grpc: grpcCode.cancelled, http: 499 },
  internal: { grpc: grpcCode.internal, http: 500 },
};

/** What a peer is told of anything that was thrown. */
export interface Refusal {
  readonly code: number;
  readonly httpStatus: number;
  readonly message: string;
  readonly retryAfterMs: number | undefined;
  /** Ours, not the peer's: to be logged here, and never sent in detail. */
  readonly isBug: boolean;
}

/** Anything but a `LydianError` is a bug of ours, of which a peer learns nothing but that. */
export function refusalOf(error: unknown): Refusal {
  const known =
    error instanceof LydianError
      ? error
      : new LydianError("internal", "The server failed to answer: its log says why");
  const status = statusOfKind[known.kind];
  return {
    code: status.grpc,
    httpStatus: status.http,
    message: known.message,
    retryAfterMs: known.retryAfterMs,
    isBug: known.kind === "internal",
  };
}
