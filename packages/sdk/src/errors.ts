/** What callers catch. One class per condition; the server's own words are the message. */

/** The base of what this package throws on its own account. A remote failure is a `RemoteError`. */
export class LydianError extends Error {
  override readonly name: string = "LydianError";
}

/** An app, function, class, call, secret or environment that is not there. */
export class NotFoundError extends LydianError {
  override readonly name: string = "NotFoundError";
}

/** A request, an argument or a definition that is wrong and would be wrong again. */
export class InvalidError extends LydianError {
  override readonly name: string = "InvalidError";
}

/** The token is missing, unknown or wrong. */
export class AuthError extends LydianError {
  override readonly name = "AuthError";
}

/** The token is right but may not do this. */
export class PermissionDeniedError extends LydianError {
  override readonly name = "PermissionDeniedError";
}

/** Something of that name or id is there already. */
export class AlreadyExistsError extends LydianError {
  override readonly name = "AlreadyExistsError";
}

/** The request is right but not in the state that things are in, such as a call to a stopped app. */
export class ConflictError extends InvalidError {
  override readonly name = "ConflictError";
}

/** A limit was reached; the message names it. */
export class ResourceExhaustedError extends LydianError {
  override readonly name = "ResourceExhaustedError";
}

/** The server, or this version of Lydian, does not do this. */
export class UnimplementedError extends LydianError {
  override readonly name = "UnimplementedError";
}

/** The server cannot be reached, or the connection was lost for too long. */
export class ConnectionError extends LydianError {
  override readonly name = "ConnectionError";
}

/** The answer was not there in the time that the caller gave it. The call goes on. */
export class TimeoutError extends LydianError {
  override readonly name = "TimeoutError";
}

/** The result is kept no longer; nobody can tell that from a call that never was. */
export class ResultExpiredError extends NotFoundError {
  override readonly name = "ResultExpiredError";
}

/** The server failed in a way that is its own fault. */
export class InternalError extends LydianError {
  override readonly name = "InternalError";
}

export interface RemoteErrorOptions {
  /** The class of the remote error, such as `TypeError`. */
  readonly name?: string;
  readonly cause?: unknown;
  readonly remoteStack?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/**
 * A function failed where it ran. `name` is the remote class and `message` its message; `cause` is
 * rebuilt in the same way.
 */
export class RemoteError extends Error {
  /** The stack there, in lines of the source; empty if there was none. */
  declare readonly remoteStack: string;
  /** The remote error's own properties that could be sent, such as `code`. */
  declare readonly properties: Readonly<Record<string, unknown>>;

  constructor(message: string, options: RemoteErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    const { name = "RemoteError", remoteStack = "", properties = {} } = options;
    // Not enumerable: the stack, which everybody prints, shows them already.
    Object.defineProperty(this, "name", { value: name, configurable: true });
    Object.defineProperty(this, "remoteStack", { value: remoteStack });
    Object.defineProperty(this, "properties", {
      value: properties,
      enumerable: Object.keys(properties).length > 0,
    });
    if (remoteStack !== "") this.stack = remoteStack;
  }
}

/** The function ran longer than its `timeoutMs`. */
export class FunctionTimeoutError extends RemoteError {
  constructor(message: string, options: RemoteErrorOptions = {}) {
    super(message, { ...options, name: "FunctionTimeoutError" });
  }
}

/** The input was cancelled, by `cancel()` or because its app was stopped. */
export class InputCancelledError extends RemoteError {
  constructor(message: string, options: RemoteErrorOptions = {}) {
    super(message, { ...options, name: "InputCancelledError" });
  }
}
