/** What doors ask of containers, and containers of the engine: part of `engine.ts`. */
import type { AttemptRef, Chunk, ClaimedInput } from "../../model/call.ts";
import type { ContainerInfo } from "../../model/container.ts";
import type { FunctionKind, ResolvedFunction } from "../../model/definition.ts";
import type { AppId, ClassId, ContainerId, FunctionId } from "../../model/ids.ts";
import type { MachineSize } from "../../model/machine.ts";
import type { LogLine } from "../../model/log-line.ts";
import type { Result } from "../../model/result.ts";

export interface Containers {
  /** What all of them together may take. */
  readonly machine: MachineSize;
  /**
   * The session of a container that has connected. One at a time: a second one is refused
   * (`already-exists`). When the door closes it without `stopped`, the container is lost.
   */
  attach(containerId: ContainerId): ContainerSession;
  list(filter: { readonly environmentName?: string; readonly appId?: AppId }): readonly ContainerInfo[];
  /** One that is there, or what is known of one that is gone. Rejects with `not-found`. */
  read(containerId: string): Promise<ContainerInfo | PastContainer>;
  /** Lets the container finish what it runs, or has that run elsewhere. Rejects with `not-found`. */
  stop(containerId: string, options: { readonly isGraceful: boolean }): Promise<void>;
}

/** What is left of a container that is gone: when it was there, by what it wrote. */
export interface PastContainer {
  readonly containerId: ContainerId;
  readonly appId: AppId;
  readonly enqueuedAtMs: number;
  readonly finishedAtMs: number;
}

/** What a container asks and says, one method per message. */
export interface ContainerSession {
  /** Waits until the container is given a function. Rejects when it is to stop before that. */
  assignment(signal: AbortSignal): Promise<Assignment>;
  /** Loaded, at that time if it says so, and entered. */
  ready(importedAtMs?: number): void;
  /**
   * Could not be loaded or entered: `result` says why, and callers get it after too many tries. The
   * container is killed, after `graceMs` (default 0) if it is still there.
   */
  bootFailed(result: Result, graceMs?: number): void;
  /** Allows this many more inputs to be handed over. */
  grant(slots: number): void;
  /** Allows this many inputs to be handed over, in place of what was allowed before. */
  offer(slots: number): void;
  /**
   * The container has answered and takes again in a moment: where it runs one input at a time, one is
   * looked for already. It must take again or end; what it never took runs elsewhere, and was not lost.
   */
  prepare(): void;
  /**
   * Waits for inputs, at most as many as were granted, or for the order to stop; none once the signal
   * fires. A function that batches gets them together. One at a time.
   */
  take(signal: AbortSignal): Promise<readonly ClaimedInput[] | "stop">;
  /** W3C trace context for the code of an input that was taken. */
  traceContextOf(input: ClaimedInput): string | undefined;
  /** Resolves when the outputs are kept. Late ones are dropped without an error. */
  complete(outputs: readonly FinishedAttempt[]): Promise<void>;
  /** Resolves when the yields are kept. */
  putChunks(attempt: AttemptRef, chunks: readonly Chunk[]): Promise<void>;
  /** Waits for attempts that are to be cancelled; empty when the signal fires. */
  cancellations(signal: AbortSignal): Promise<readonly AttemptRef[]>;
  /** Waits for the order to stop; nothing when the signal fires. */
  stopOrder(signal: AbortSignal): Promise<StopOrder | undefined>;
  log(lines: readonly Pick<LogLine, "stream" | "text" | "atMs" | "callId" | "index">[]): void;
  /** The connection is gone. What was claimed runs again elsewhere. Idempotent. */
  detach(): void;
  /**
   * Kills a container that is of no use any more. What it ran runs again elsewhere, or is told the
   * reason: the end of a sentence that begins with "it was killed because it …".
   */
  giveUp(reason: string): void;
  /** Resolves when all of the container is gone. */
  readonly gone: Promise<void>;
}

export interface StopOrder {
  /** When the container is killed if it has not left. */
  readonly graceMs: number;
  /** What it runs is to end now and runs again elsewhere; otherwise it may finish. */
  readonly isAbrupt: boolean;
}

/** What an empty container needs to become a function. */
export type Assignment = TypeScriptAssignment | PythonAssignment;

interface AnyAssignment {
  readonly containerId: ContainerId;
  readonly function: ResolvedFunction;
  /** Secrets and the identity variables, merged. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface TypeScriptAssignment extends AnyAssignment {
  readonly language: "typescript";
  readonly kind: FunctionKind;
  readonly bundle: Uint8Array;
  readonly sourceMap: Uint8Array;
  /** Tag to id of all functions of the app's version. */
  readonly functionIds: Readonly<Record<string, FunctionId>>;
}

export interface PythonAssignment extends AnyAssignment {
  readonly language: "python";
  /** All functions of the app's version, whose code may call each other. */
  readonly functions: readonly ResolvedFunction[];
  readonly classIds: Readonly<Record<string, ClassId>>;
  /** The files of the function, to be put where they belong. */
  readonly files: readonly PlacedFile[];
}

export interface PlacedFile {
  /** Absolute, as the container sees it. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  readonly size: number;
  /** The content in pieces. Read one file after the other, so that not all are in memory at once. */
  readonly read: () => AsyncIterable<Uint8Array>;
}

export interface FinishedAttempt {
  readonly attempt: AttemptRef;
  /** `returned`: given back unharmed, to run elsewhere. */
  readonly result: Result | "returned";
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
}
