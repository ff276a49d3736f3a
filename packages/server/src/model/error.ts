/** Everything that the server refuses, by what the caller can do about it. */
export type ErrorKind =
  /** The request is wrong and will be wrong again. */
  | "invalid-argument"
  | "unauthenticated"
  | "permission-denied"
  | "not-found"
  | "already-exists"
  /** The request is right but not in this state, such as a call to a stopped app. */
  | "failed-precondition"
  /** A limit with a name was reached; may be retried after `retryAfterMs`. */
  | "resource-exhausted"
  | "unimplemented"
  /** The server is stopping or starting; safe to retry. */
  | "unavailable"
  | "deadline-exceeded"
  | "cancelled"
  /** A bug of ours. */
  | "internal";

/**
 * A refusal that a caller can act on. The message names the action that failed, then the current
 * and the desired state; `cause` is for our own logs and is never sent.
 */
export class LydianError extends Error {
  override readonly name = "LydianError";
  readonly kind: ErrorKind;
  readonly retryAfterMs: number | undefined;

  constructor(kind: ErrorKind, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}
