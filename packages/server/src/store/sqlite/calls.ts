import type { AttemptRef, Call, Chunk, ClaimedInput, InputRef, NewInput } from "../../model/call.ts";
import type { BlobId, CallId, ContainerId, FunctionId } from "../../model/ids.ts";
import type { ExplainedInput } from "../../model/ledger.ts";
import type { Result } from "../../model/result.ts";
import type {
  AppendOutcome,
  CallGraph,
  Calls,
  CallStatus,
  Completion,
  CompletionOutcome,
  FinishedInput,
  OpenOutcome,
  OutputPage,
  ReleasedInput,
  RetryOutcome,
  Room,
} from "../calls.ts";
import type { Durability } from "../store.ts";
import { attemptCells, callCells, completionCells, inputCells } from "./call-cells.ts";
import {
  readChunk,
  readClaimed,
  readCompletion,
  readExplained,
  readFinished,
  readGraphRows,
  readOutput,
  readReleased,
  readStatus,
} from "./call-rows.ts";
import { payloadCells, resultCells } from "./cells.ts";
import type { RoomCells } from "./core/is-full.ts";
import type { GroupCommit } from "./group-commit.ts";

interface AddOptions {
  readonly durability: Durability;
  readonly flow?: string;
  readonly room?: Room;
  readonly acceptedAtMs?: number;
  readonly claimFor?: readonly (ContainerId | undefined)[];
}

function roomCells({ room }: AddOptions): RoomCells | null {
  return room === undefined ? null : [room.waitingMax, room.unfinishedMax];
}

/**
 * Translates between the model and the rows of `core/calls/`, on the thread of the caller. Arguments
 * are copied before a method returns its promise.
 */
export class SqliteCalls implements Calls {
  readonly #commits: GroupCommit;

  constructor(commits: GroupCommit) {
    this.#commits = commits;
  }

  async open(call: Call, inputs: readonly NewInput[], options: AddOptions): Promise<OpenOutcome> {
    const cells = inputCells(inputs, options.claimFor, this.#commits.keep);
    const isSynced = options.durability === "synced";
    const flow = options.flow ?? null;
    const existing = await this.#commits.submit(
      "openCall",
      isSynced,
      callCells(call),
      cells,
      flow,
      roomCells(options),
      options.acceptedAtMs ?? 0,
    );
    if (existing === "full") return { kind: "full" };
    if (existing === null) return { kind: "opened" };
    const [functionId, fingerprint] = existing;
    const known = fingerprint === null ? {} : { fingerprint };
    // The column holds what was given as such an id.
    return { kind: "existing", functionId: functionId as FunctionId, ...known };
  }

  async append(callId: CallId, inputs: readonly NewInput[], options: AddOptions): Promise<AppendOutcome> {
    const cells = inputCells(inputs, options.claimFor, this.#commits.keep);
    const isSynced = options.durability === "synced";
    const outcome = await this.#commits.submit(
      "appendInputs",
      isSynced,
      callId,
      cells,
      roomCells(options),
      options.acceptedAtMs ?? 0,
    );
    return typeof outcome === "string" ? { kind: outcome } : { kind: "appended", isNew: outcome };
  }

  // How many inputs there are to be is told by those that were accepted.
  async finishInputs(
    callId: CallId,
    _count: number,
    durability: Durability,
  ): Promise<"finished" | "unknown-call"> {
    const isKnown = await this.#commits.submit("finishCallInputs", durability === "synced", callId);
    return isKnown ? "finished" : "unknown-call";
  }

  async claim(
    functionId: FunctionId,
    containerId: ContainerId,
    limit: number,
  ): Promise<readonly ClaimedInput[]> {
    const rows = await this.#commits.submit("claimInputs", false, functionId, containerId, limit);
    return rows.map((row) => readClaimed(row, functionId));
  }

  async complete(
    containerId: ContainerId,
    completions: readonly Completion[],
    durability: Durability,
  ): Promise<readonly CompletionOutcome[]> {
    const cells = completions.map((completion) => completionCells(completion, this.#commits.keep));
    const isSynced = durability === "synced";
    const codes = await this.#commits.submit("completeAttempts", isSynced, containerId, cells);
    return completions.map((completion, i) => readCompletion(completion, containerId, codes[i]));
  }

  async appendChunks(
    containerId: ContainerId,
    attempt: AttemptRef,
    chunks: readonly Chunk[],
  ): Promise<"stored" | "stale"> {
    const { keep } = this.#commits;
    const cells = chunks.map(({ index, payload }) => [index, payloadCells(payload, keep)] as const);
    const isRunning = await this.#commits.submit(
      "appendChunks",
      false,
      containerId,
      attemptCells(attempt),
      cells,
    );
    return isRunning ? "stored" : "stale";
  }

  async release(containerId: ContainerId): Promise<readonly ReleasedInput[]> {
    return (await this.#commits.submit("releaseInputs", false, containerId)).map(readReleased);
  }

  releaseAll(): Promise<number> {
    return this.#commits.submit("releaseAll", false);
  }

  async finish(inputs: readonly InputRef[], result: Result, atMs: number): Promise<readonly FinishedInput[]> {
    const refs = inputs.map(({ callId, index }) => [callId, index] as const);
    const cells = resultCells(result, this.#commits.keep);
    const rows = await this.#commits.submit("finishInputs", true, refs, cells, atMs);
    return rows.map((row) => readFinished(row, result, atMs));
  }

  async cancel(
    what: { readonly callId: CallId } | { readonly functionId: FunctionId },
    result: Result,
    atMs: number,
    step?: { readonly after?: number; readonly limit: number },
  ): Promise<readonly FinishedInput[]> {
    const cells = resultCells(result, this.#commits.keep);
    const steps = [step?.after ?? -1, step?.limit ?? -1] as const;
    const rows = await ("callId" in what
      ? this.#commits.submit("cancelCall", true, what.callId, cells, atMs, steps)
      : this.#commits.submit("cancelFunction", true, what.functionId, cells, atMs, steps));
    return rows.map((row) => readFinished(row, result, atMs));
  }

  async retryFailed(
    callId: CallId,
    { through, limit }: { readonly through?: number; readonly limit: number },
  ): Promise<RetryOutcome> {
    const outcome = await this.#commits.submit("retryFailed", true, callId, through ?? null, limit);
    if (typeof outcome === "string") return { kind: outcome };
    // As in `open`.
    return { kind: "retried", ...outcome, functionId: outcome.functionId as FunctionId };
  }

  async promote(
    nowMs: number,
  ): Promise<{ readonly functionIds: readonly FunctionId[]; readonly nextAtMs?: number }> {
    const { functionIds, nextAtMs } = await this.#commits.submit("promoteInputs", false, nowMs);
    // The column holds what was given as such an id.
    const ids = functionIds as FunctionId[];
    return nextAtMs === null ? { functionIds: ids } : { functionIds: ids, nextAtMs };
  }

  async read(callId: CallId): Promise<CallStatus | undefined> {
    const row = await this.#commits.submit("readCall", false, callId);
    return row === undefined ? undefined : readStatus(row);
  }

  async readOutputs(
    callId: CallId,
    options: {
      readonly after: number;
      readonly limit: number;
      readonly indexes?: { readonly from: number; readonly to: number };
    },
  ): Promise<OutputPage | "unknown-call"> {
    const { after, limit, indexes } = options;
    const range = indexes === undefined ? null : ([indexes.from, indexes.to] as const);
    const page = await this.#commits.submit("readOutputs", false, callId, after, limit, range);
    if (page === null) return "unknown-call";
    const outputs = page.rows.map((row) => readOutput(row, callId));
    const cursor = outputs.at(-1)?.sequence ?? after;
    return { outputs, cursor, unfinished: page.unfinished, isOpen: page.isOpen };
  }

  async explain(
    callId: CallId,
    { from, limit }: { readonly from: number; readonly limit: number },
  ): Promise<readonly ExplainedInput[] | "unknown-call"> {
    const rows = await this.#commits.submit("explainInputs", false, callId, from, limit);
    return typeof rows === "string" ? rows : rows.map(readExplained);
  }

  async readChunks({ callId, index }: InputRef, after: number, limit: number): Promise<readonly Chunk[]> {
    return (await this.#commits.submit("readChunks", false, callId, index, after, limit)).map(readChunk);
  }

  count(
    functionId: FunctionId,
  ): Promise<{ readonly queued: number; readonly claimed: number; readonly delayed: number }> {
    return this.#commits.submit("countInputs", false, functionId);
  }

  async waiting(): Promise<readonly FunctionId[]> {
    // The column holds what was given as such ids.
    return (await this.#commits.submit("waitingFunctions", false)) as FunctionId[];
  }

  async readGraph(callId: CallId, limit: number): Promise<CallGraph | "unknown-call"> {
    const rows = await this.#commits.submit("readGraph", false, callId, limit);
    return rows === null ? "unknown-call" : readGraphRows(rows);
  }

  expire(options: {
    readonly attachedBeforeMs: number;
    readonly detachedBeforeMs: number;
    readonly abandonedBeforeMs: number;
    readonly limit: number;
  }): Promise<number> {
    const { attachedBeforeMs, detachedBeforeMs, abandonedBeforeMs, limit } = options;
    const ages = [attachedBeforeMs, detachedBeforeMs, abandonedBeforeMs] as const;
    return this.#commits.submit("expireCalls", false, ages, limit);
  }

  usesBlob(blobId: BlobId): Promise<boolean> {
    return this.#commits.submit("usesBlob", false, blobId);
  }
}
