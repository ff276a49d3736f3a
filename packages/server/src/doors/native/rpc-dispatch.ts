import type { Caller } from "../../model/caller.ts";

/** What a verb of the public service is told of its request; see `doors/client/method.ts`. */
export interface RpcContext {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  readonly idempotencyKey?: string;
  readonly isRepeat: boolean;
  readonly connection: string;
  readonly origin: string;
  readonly clientVersion: string;
}

/** The verbs of the public service by name: what a native `Rpc` is handed to. */
export interface RpcDispatch {
  readonly unary: ReadonlyMap<string, (request: Uint8Array, context: RpcContext) => Promise<Uint8Array>>;
  readonly streams: ReadonlyMap<
    string,
    (request: Uint8Array, context: RpcContext, write: (message: Uint8Array) => Promise<void>) => Promise<void>
  >;
  /** Why any other verb is refused. */
  readonly refusalOfUnserved: (method: string) => Error;
}
