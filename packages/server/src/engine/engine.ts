/**
 * The verbs of the control plane, as doors see them. Each is a file of its own beside this one;
 * `create-engine.ts` puts them together.
 *
 * Nobody is called back: whoever wants something asks, waits with a deadline, is woken, and reads.
 * A verb that refuses rejects with a `LydianError`; anything else that it throws is a bug.
 */
import type { Readable } from "node:stream";
import type { Containers } from "./containers/container-verbs.ts";
import type { Images } from "./images/image-verbs.ts";
import type { Mounts } from "./mounts/mount-verbs.ts";
import type { DictVerbs, QueueVerbs, VolumeVerbs } from "./objects/object-verbs.ts";
import type { StoredBlob } from "../blobs/blobs.ts";
import type { App, AppState } from "../model/app.ts";
import type { CallType, Chunk, InputRef, Invocation, NewInput } from "../model/call.ts";
import type { Caller } from "../model/caller.ts";
import type { FunctionLoad, FunctionStats } from "../model/container.ts";
import type { BoundParameters, FunctionDefinition, ResolvedFunction } from "../model/definition.ts";
import type { Environment } from "../model/environment.ts";
import type { BlobId, CallId, ClassId, DefinitionId, FunctionId, SecretId, TokenId } from "../model/ids.ts";
import type { ExplainedInput } from "../model/ledger.ts";
import type { LogFilter } from "../model/log-line.ts";
import type { Secret } from "../model/secret.ts";
import type { AutoscalerSettings, SettingsOverrides } from "../model/settings.ts";
import type { CallGraph, CallStatus, OutputPage } from "../store/calls.ts";
import type { SeenProgress } from "./calls/progress.ts";
import type { LogBucket, StoredLogLine } from "../store/logs.ts";

/** What verbs answer as the store tells it: doors know these by the engine, not by the store. */
export type { CallGraph, CallStatus, OutputPage } from "../store/calls.ts";
export type { SeenProgress } from "./calls/progress.ts";
export type { LogBucket, StoredLogLine } from "../store/logs.ts";
export type { BuildFunction, BuildOutput, ImageOutcome, ImageRequest } from "./images/image-verbs.ts";

export interface Engine {
  readonly access: Access;
  readonly signIns: SignIns;
  readonly apps: Apps;
  readonly functions: Functions;
  readonly calls: CallVerbs;
  readonly containers: Containers;
  readonly environments: Environments;
  readonly secrets: Secrets;
  readonly dicts: DictVerbs;
  readonly queues: QueueVerbs;
  readonly volumes: VolumeVerbs;
  readonly logs: LogVerbs;
  readonly blobs: BlobVerbs;
  readonly mounts: Mounts;
  readonly images: Images;
  /** Refuses new work, stops all containers, commits what is under way. Idempotent. */
  stop(): Promise<void>;
}

/** Who may come in. */
export interface Access {
  /** The client of this token. Rejects with `unauthenticated`, in constant time. */
  authenticateClient(tokenId: string, tokenSecret: string): Promise<Caller>;
  /** The container that was started with this secret. Rejects with `unauthenticated`. */
  authenticateContainer(containerId: string, secret: string): Caller;
  /** Rejects with `permission-denied` unless the caller is a client: what containers may not do. */
  requireClient(caller: Caller, action: string): void;
  /** The caller's own token, without its secret. */
  readToken(caller: Caller): Promise<TokenInfo>;
  /** From now on the token is not valid. Another person's is refused. */
  deleteToken(caller: Caller, tokenId: string): Promise<void>;
}

export interface TokenInfo {
  readonly tokenId: TokenId;
  readonly username: string;
  readonly createdAtMs: number;
  /** Absent: it does not expire. */
  readonly expiresAtMs?: number;
}

/** How a computer without a token gets one that a person confirms in a browser. */
export interface SignIns {
  /** What the operator tells those who may come in; another one after each use. */
  readonly operatorCode: string;
  /** `code` is to be shown to the person who confirms. `lifetimeMs` absent: the token does not expire. */
  begin(request: { readonly localPort: number; readonly lifetimeMs?: number }): {
    readonly signInId: string;
    readonly code: string;
    readonly waitSecret: string;
  };
  /** Where the computer that began it answers its id, for pages opened there. Throws `not-found`. */
  find(signInId: string): { readonly localPort: number };
  /** Waits for the confirmation; `undefined` if there was none. The token is given once. */
  await(
    signInId: string,
    options: { readonly waitSecret: string; readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<
    { readonly tokenId: TokenId; readonly tokenSecret: string; readonly username: string } | undefined
  >;
  /** Issues the token. Rejects with `permission-denied` if a code is wrong, `not-found` once it is over. */
  confirm(
    signInId: string,
    answer: { readonly code: string; readonly operatorCode: string; readonly username: string },
  ): Promise<void>;
}

export interface Apps {
  /** A new app. A `deployed` state is reached by `publish` only; `initializing` precedes it. */
  create(caller: Caller, request: NewApp): Promise<App>;
  /** The deployed app of this name; an empty one is deployed if there is none. */
  ensure(
    caller: Caller,
    request: { readonly name: string; readonly environmentName: string; readonly clientVersion: string },
  ): Promise<App>;
  /** The deployed app of this name, and the last stopped one. An unknown environment rejects. */
  findByName(
    name: string,
    environmentName: string,
  ): Promise<{ readonly app?: App; readonly previous?: App; readonly environmentName: string }>;
  /** Rejects with `not-found`. */
  read(appId: string): Promise<App>;
  /** Deployed and running apps and those stopped lately, newest first. */
  list(environmentName: string): Promise<readonly App[]>;
  /**
   * Reserves the id of a function of this tag before its definition is known; the same id again on
   * every later deploy of that app.
   */
  reserveFunction(appId: string, tag: string, existing?: string): Promise<FunctionId>;
  reserveClass(appId: string, name: string, existing?: string): Promise<ClassId>;
  /** Stores a definition that no input runs on until `publish`. Identical ones get the same id. */
  defineFunction(appId: string, functionId: string, definition: FunctionDefinition): Promise<DefinitionId>;
  /** Stores a function that makes an image, of no version of the app: only a build can call it. */
  defineBuildFunction(
    appId: string,
    definition: FunctionDefinition,
  ): Promise<{ readonly functionId: FunctionId; readonly definitionId: DefinitionId }>;
  /** A definition that was stored for a function of this app, published or not. */
  readDefinition(definitionId: string): Promise<FunctionDefinition>;
  /**
   * Makes a version live, all of it at once. Inputs that run finish where they are; inputs that
   * start later run the new version. Overrides of autoscalers end. `state` absent: as it was.
   */
  publish(
    caller: Caller,
    request: PublishRequest,
  ): Promise<{ readonly app: App; readonly isNew: boolean; readonly deployedAtMs: number }>;
  /** Makes a version with the content of an earlier one; -1 is the one before the live one. */
  rollback(caller: Caller, appId: string, version: number): Promise<App>;
  /** Makes a version with the content of the live one: all containers there are make room for new ones. */
  rollover(caller: Caller, appId: string): Promise<App>;
  /** Makes a version with the content of a staged one. */
  promote(caller: Caller, appId: string, version: number): Promise<App>;
  /** Replaces what the app is labelled with. */
  setTags(caller: Caller, appId: string, tags: Readonly<Record<string, string>>): Promise<void>;
  /** Ends the app: its unfinished calls are terminated, its containers stopped. Idempotent. */
  stop(caller: Caller, appId: string): Promise<void>;
  /** Says that an app still has its client. Rejects with `failed-precondition` once it is stopped. */
  heartbeat(appId: string): Promise<void>;
  /**
   * The client has left. An ephemeral app ends; an `initializing` one never comes to be; a detached
   * one ends with its last call; a deployed one stays.
   */
  disconnect(caller: Caller, appId: string): Promise<void>;
  /** Where people look at an app. */
  url(app: App): string;
}

export interface NewApp {
  readonly name: string;
  readonly environmentName: string;
  readonly state: "initializing" | "ephemeral" | "detached";
  readonly tags?: Readonly<Record<string, string>>;
}

export interface PublishRequest {
  readonly appId: string;
  readonly name: string;
  readonly state?: Exclude<AppState, "initializing" | "disconnected" | "stopped">;
  /** Absent: as it was labelled. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Nothing runs on it until it is promoted. */
  readonly isStaged?: boolean;
  /** What the client says of its version control; carried. */
  readonly commit?: Uint8Array;
  readonly functions: Readonly<Record<string, string>>;
  readonly classes: Readonly<Record<string, string>>;
  /** By function id; one that is missing keeps the definition it had. */
  readonly definitions: Readonly<Record<string, string>>;
  readonly tag: string;
  readonly clientVersion: string;
}

export interface Functions {
  /**
   * The function of this tag (`Name.*` for a class) in a deployed app. `version` 0 is the live one;
   * another gives a function of its own that stays with that version. Rejects with `not-found`,
   * naming what is missing: environment, app, or function.
   */
  lookUp(request: {
    readonly appName: string;
    readonly tag: string;
    readonly environmentName: string;
    readonly version: number;
  }): Promise<ResolvedFunction>;
  /** Rejects with `not-found`, also where its app no longer has it. */
  resolve(functionId: string): Promise<ResolvedFunction>;
  /** The class id of a deployed class. Rejects with `not-found`. */
  lookUpClass(request: {
    readonly appName: string;
    readonly name: string;
    readonly environmentName: string;
  }): Promise<ClassId>;
  /**
   * A variant of a function with parameters and overrides: the same request gives the same id, in
   * whatever order the parameters came. Parameters are checked against the class's declaration.
   */
  bind(
    functionId: string,
    parameters: BoundParameters,
    overrides: SettingsOverrides,
  ): Promise<ResolvedFunction>;
  /** Overrides what is given until the next deploy; answers the settings in force. */
  updateAutoscaler(functionId: string, changes: Partial<AutoscalerSettings>): Promise<AutoscalerSettings>;
  stats(functionId: string): Promise<FunctionStats>;
  /** What is known of a function without asking the store. */
  peek(functionId: FunctionId): ResolvedFunction | undefined;
  /** What each function has to do that has anything to do, or containers. */
  loads(): Promise<readonly FunctionLoad[]>;
}

export interface OpenRequest {
  /** Chosen by the caller so that asking again is harmless; absent: the engine chooses. */
  readonly callId?: string;
  readonly functionId: string;
  readonly type: CallType;
  readonly invocation: Invocation;
  readonly parentInput?: InputRef;
  readonly inputs: readonly NewInput[];
  /** The caller has asked before and lost the answer: begin nothing before the store has spoken. */
  readonly isRepeat?: boolean;
  /**
   * Tells these arguments from others: a call of this id with others is refused (`already-exists`).
   * Absent: whoever repeats an id repeats the arguments.
   */
  readonly fingerprint?: string;
  /** W3C trace context of the caller; what is none is left out, as its standard wants it. Absent: that of the input that makes the call, if it has one. */
  readonly traceparent?: string;
  /** Single calls of one connection wait for each other, and take turns with those of others. */
  readonly connection?: string;
}

export interface CallVerbs {
  /**
   * Opens a call and begins to run its inputs. Resolves when the call is kept as safely as its
   * invocation asks for. Repeating it with the same id changes nothing.
   */
  open(caller: Caller, request: OpenRequest): Promise<{ readonly callId: CallId }>;
  /**
   * `open` for a caller that waits for the answer of a unary call: resolves with its output page, or
   * rejects. Nothing is read from the store on the way. A call that was there is waited for.
   */
  run(caller: Caller, request: OpenRequest, signal: AbortSignal): Promise<OutputPage>;
  /** Adds inputs to a map. Resolves when they are kept. Refuses all (`resource-exhausted`) or none. */
  put(
    caller: Caller,
    callId: string,
    inputs: readonly NewInput[],
    options?: { readonly isRepeat?: boolean },
  ): Promise<void>;
  finishInputs(caller: Caller, callId: string, count: number): Promise<void>;
  /**
   * Waits for outputs beyond `after`, until `timeoutMs` or the signal; an empty page when none came.
   * A call that is not there (any more) rejects with `not-found`.
   */
  awaitOutputs(
    callId: string,
    options: {
      readonly after: number;
      readonly limit: number;
      readonly indexes?: { readonly from: number; readonly to: number };
      readonly timeoutMs: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<OutputPage>;
  /** Waits for yields beyond `after`, likewise. `isFinished` once the input is, and no yield is left. */
  awaitChunks(
    input: { readonly callId: string; readonly index: number },
    options: {
      readonly after: number;
      readonly limit: number;
      readonly timeoutMs: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<{ readonly chunks: readonly Chunk[]; readonly isFinished: boolean }>;
  /**
   * Ends all unfinished inputs as `terminated`, or that of one index. Idempotent; a no-op for what is finished.
   * Rejects with `not-found`.
   */
  cancel(
    caller: Caller,
    callId: string,
    options: { readonly terminateContainers: boolean; readonly index?: number },
  ): Promise<void>;
  /** Rejects with `not-found`. */
  read(callId: string): Promise<CallStatus>;
  /** `read` once it has another answer than what was seen, or no other can follow; or after `timeoutMs`. */
  awaitProgress(
    callId: string,
    seen: SeenProgress | undefined,
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<CallStatus>;
  /**
   * Runs the failed inputs of a detached map again, with their arguments; answers how many. Rejects with
   * `failed-precondition` for other calls and for what was cancelled.
   */
  retryFailed(caller: Caller, callId: string): Promise<number>;
  graph(callId: string): Promise<CallGraph>;
  /** How inputs `from` to `from + limit - 1` of a call came to what they are. Rejects with `not-found`. */
  explain(
    callId: string,
    options: { readonly from: number; readonly limit: number },
  ): Promise<readonly ExplainedInput[]>;
}

export interface Environments {
  list(): Promise<readonly Environment[]>;
  /** `""` is the default environment. Rejects with `not-found`. */
  read(name: string): Promise<Environment>;
  /** Rejects with `already-exists`, or `invalid-argument` for a name that cannot be one. */
  create(caller: Caller, name: string): Promise<Environment>;
  rename(caller: Caller, name: string, newName: string): Promise<Environment>;
  /** Stops its apps, deletes its secrets, dicts, queues and volumes. The default environment is refused. */
  delete(caller: Caller, name: string): Promise<void>;
}

export interface Secrets {
  /** Rejects with `not-found`, or `failed-precondition` where a required key is missing. */
  lookUp(name: string, environmentName: string, requiredKeys: readonly string[]): Promise<Secret>;
  /** `mode` says what happens if one of this name is there. A container may make anonymous ones of its app. */
  create(
    caller: Caller,
    request: {
      /** Absent: anonymous, owned by an app. */
      readonly name?: string;
      readonly environmentName: string;
      readonly values: Readonly<Record<string, string>>;
      readonly mode: "keep-existing" | "fail-if-exists" | "overwrite";
      readonly appId?: string;
    },
  ): Promise<Secret>;
  /** What is known of it without opening it. Rejects with `not-found`. */
  read(secretId: string): Promise<Secret>;
  /** `null` removes a key. */
  update(caller: Caller, secretId: string, changes: Readonly<Record<string, string | null>>): Promise<void>;
  list(environmentName: string): Promise<readonly Secret[]>;
  delete(caller: Caller, secretId: string): Promise<void>;
  /** The merged values of these secrets, for a container's environment. */
  reveal(secretIds: readonly SecretId[]): Promise<Readonly<Record<string, string>>>;
}

/** What containers wrote. A filter by a function is one by its variants too, unless it is a variant itself. */
export interface LogVerbs {
  /**
   * Waits for lines beyond `after`. `isFinished` once nobody is left who could write any: the
   * container is gone, or the app is stopped and all of its containers are gone.
   */
  follow(
    filter: LogFilter,
    options: {
      readonly after: number;
      readonly limit: number;
      readonly timeoutMs: number;
      readonly signal?: AbortSignal;
      /** As the last answer told; ends the wait if containers have changed since. Absent: since now. */
      readonly changes?: number;
    },
  ): Promise<{
    readonly lines: readonly StoredLogLine[];
    readonly cursor: number;
    readonly changes: number;
    readonly isFinished: boolean;
  }>;
  /** The newest lines, oldest first. Fewer than `limit` where they are very long. */
  tail(filter: LogFilter, limit: number): Promise<readonly StoredLogLine[]>;
  /** How many lines there are, by the time at which they were written; buckets without any are left out. */
  count(filter: LogFilter, bucketMs: number): Promise<readonly LogBucket[]>;
}

/** Content travels over plain HTTP, to paths that carry their own permission. */
export interface BlobVerbs {
  /** The blob's id, `bl-` and its SHA-256 in hex, and the path that accepts its content by PUT for an hour. */
  create(request: { readonly sha256: string; readonly size: number }): {
    readonly blobId: BlobId;
    readonly uploadPath: string;
  };
  /** The path that serves its content by GET for an hour. Rejects with `not-found`. */
  get(blobId: string): Promise<{ readonly downloadPath: string }>;
  /** Stores what is put to an `uploadPath`. Rejects with `permission-denied` or what `Blobs.write` says. */
  receive(uploadPath: string, content: Readable): Promise<StoredBlob>;
  /** What a `downloadPath` serves. Rejects with `permission-denied` or `not-found`. */
  serve(downloadPath: string): Promise<{ readonly size: number; readonly content: Readable }>;
}
