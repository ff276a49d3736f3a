/**
 * What a method of the public service is: a handler of bytes, made from one that speaks messages.
 * Both the gRPC door and the native door dispatch to it.
 */
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";

/** Who asks, how long, and from where. */
export interface RequestContext {
  readonly caller: Caller;
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Tells one connection from the others. */
  readonly connection: string;
  /** The same for all attempts of one logical request; absent if it may simply run twice. */
  readonly idempotencyKey?: string;
  /** Whether the client says that it asked before and may have been heard. */
  readonly isRepeat: boolean;
  /** W3C trace context of the client, if it has one. */
  readonly traceparent?: string;
  /** Where this client finds the server, such as `http://localhost:7070`; `""` to be answered paths. */
  readonly origin: string;
  /** Such as "modal-js/0.11.1"; empty if it did not say. */
  readonly clientVersion: string;
}

export type Write = (message: Uint8Array) => Promise<void>;
export type UnaryHandler = (request: Uint8Array, context: RequestContext) => Promise<Uint8Array>;
export type StreamHandler = (request: Uint8Array, context: RequestContext, write: Write) => Promise<void>;

interface Rules {
  /** `everyone` who is known includes containers; `strangers` may call without a token. */
  readonly audience: "clients" | "everyone" | "strangers";
  /** Repeating it would do more than doing it once. */
  readonly isCreating: boolean;
}

export type Method =
  | (Rules & { readonly kind: "unary"; readonly handle: UnaryHandler })
  | (Rules & { readonly kind: "stream"; readonly handle: StreamHandler });

/** By the name of the RPC. */
export type Methods = Readonly<Record<string, Method>>;

/** The half of a generated codec that reads. */
export interface Decoder<T> {
  decode(bytes: Uint8Array): T;
}

/** The half of a generated codec that writes. */
export interface Encoder<T> {
  encode(message: T): { finish(): Uint8Array };
}

/** A method with one answer, which `creates` marks as one that must not run twice. */
export function unary<Request, Response>(
  rules: "strangers" | "clients" | "everyone" | "clients, creates" | "everyone, creates",
  requestType: Decoder<Request>,
  responseType: Encoder<Response>,
  answer: (request: Request, context: RequestContext) => Promise<Response>,
): Method {
  return {
    kind: "unary",
    audience: audienceOf(rules),
    isCreating: rules.endsWith("creates"),
    handle: async (bytes, context) =>
      responseType.encode(await answer(decode(requestType, bytes), context)).finish(),
  };
}

function audienceOf(rules: string): Rules["audience"] {
  if (rules === "strangers") return rules;
  return rules.startsWith("clients") ? "clients" : "everyone";
}

/** A method that answers with any number of messages. */
export function streaming<Request, Response>(
  audience: "clients" | "everyone",
  requestType: Decoder<Request>,
  responseType: Encoder<Response>,
  answer: (
    request: Request,
    context: RequestContext,
    write: (message: Response) => Promise<void>,
  ) => Promise<void>,
): Method {
  return {
    kind: "stream",
    audience,
    isCreating: false,
    handle: (bytes, context, write) =>
      answer(decode(requestType, bytes), context, (message) => write(responseType.encode(message).finish())),
  };
}

function decode<T>(type: Decoder<T>, bytes: Uint8Array): T {
  try {
    return type.decode(bytes);
  } catch (error) {
    throw new LydianError("invalid-argument", "Cannot read the request: it is not the message expected", {
      cause: error,
    });
  }
}
