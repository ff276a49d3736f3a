/** What the server answers when it refuses, as the errors that callers catch. */
import {
  AlreadyExistsError,
  AuthError,
  ConflictError,
  ConnectionError,
  InternalError,
  InvalidError,
  type LydianError,
  NotFoundError,
  PermissionDeniedError,
  ResourceExhaustedError,
  TimeoutError,
  UnimplementedError,
} from "../errors.ts";

/** A refusal as it comes over the wire; `code` is a gRPC status. */
export interface Refusal {
  readonly code?: number | null | undefined;
  readonly message?: string | null | undefined;
  readonly retryAfterMs?: number | null | undefined;
}

const resourceExhausted = 8;
const unavailable = 14;

const classes: Readonly<Record<number, new (message: string) => LydianError>> = {
  3: InvalidError,
  4: TimeoutError,
  5: NotFoundError,
  6: AlreadyExistsError,
  7: PermissionDeniedError,
  [resourceExhausted]: ResourceExhaustedError,
  9: ConflictError,
  10: ConflictError,
  11: InvalidError,
  12: UnimplementedError,
  [unavailable]: ConnectionError,
  16: AuthError,
};

/** The error of a refusal; unknown codes are the server's fault. */
export function errorOfRefusal({ code, message }: Refusal): LydianError {
  const ErrorClass = classes[code ?? 0] ?? InternalError;
  return new ErrorClass(message || `The server refused with status ${code ?? 0}`);
}

/** Waits before the first, second, … repetition of what was refused for now. */
const retryDelaysMs = [100, 200, 400, 800, 1000];

/** How often one request is repeated that is refused for now: about a minute where the server names no delay. */
const retriesMax = 60;

/**
 * How long to wait before repetition `attempt`, from 0 on; `undefined` when it is of no use. A server that
 * is there and has no room for more at the moment is asked for as long as its caller waits.
 */
export function retryDelayMs(refusal: Refusal, attempt: number): number | undefined {
  if (refusal.code === resourceExhausted && refusal.retryAfterMs) return refusal.retryAfterMs;
  if (attempt >= retriesMax) return undefined;
  if (refusal.retryAfterMs) return refusal.retryAfterMs;
  return refusal.code === unavailable ? (retryDelaysMs[attempt] ?? 1000) : undefined;
}
