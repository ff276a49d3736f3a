/**
 * What the store has committed, as seen by whoever stands before it: servers come and go, and some never
 * learn what became of their writes.
 *
 * - H20. Asked to retry what has failed of a call, the store takes back just that.
 * - H8. User code that fails is tried again as often as its policy says, after the delay that it says; what was
 *   lost with a container is no failure.
 */
import type { Call, InputRef, NewInput } from "../../model/call.ts";
import type { Result } from "../../model/result.ts";
import type { FunctionSettings } from "../../model/settings.ts";
import type { Completion } from "../../store/calls.ts";
import type { SimulatedFunction } from "../scenario.ts";
import { type InputPlan, planOf } from "../user-code.ts";
import { type Complain, inputKey } from "./violations.ts";

export interface CommittedInput {
  readonly call: Call;
  readonly index: number;
  readonly flow: string;
  readonly plan: InputPlan;
  /** Attempts that ended by the user's failure and were followed by another. */
  retries: number;
  losses: number;
  claimedBy: string | undefined;
  /** The version of its app that was known to be live when it was claimed last. */
  claimedVersion: number;
  /** Not to be claimed sooner. */
  notBeforeMs: number;
  /** By a container, or by whoever cancelled it or gave up. */
  finishedBy: "container" | "other" | undefined;
  hasFailed: boolean;
  /** How often its failure was taken back because somebody asked to retry what had failed. */
  rounds: number;
}

interface FunctionCounts {
  accepted: number;
  finished: number;
}

/** What a commit takes at most, and the answer to it. */
const commitSlackMs = 100;

export class Commits {
  readonly calls = new Map<string, Call>();
  readonly inputs = new Map<string, CommittedInput>();
  readonly #counts = new Map<string, FunctionCounts>();
  readonly #complain: Complain;
  readonly #nowMs: () => number;
  /** Of all functions there ever were, by id. */
  readonly functions = new Map<string, SimulatedFunction & { readonly appId: string }>();

  constructor(complain: Complain, nowMs: () => number) {
    this.#complain = complain;
    this.#nowMs = nowMs;
  }

  accepted(call: Call, inputs: readonly NewInput[], flow: string): readonly CommittedInput[] {
    this.calls.set(call.callId, call);
    this.countsOf(call.functionId).accepted += inputs.length;
    return inputs.map(({ index, payload }) => {
      const input: CommittedInput = {
        call,
        index,
        flow,
        plan: planOf(payload),
        retries: 0,
        losses: 0,
        claimedBy: undefined,
        claimedVersion: 0,
        notBeforeMs: 0,
        finishedBy: undefined,
        hasFailed: false,
        rounds: 0,
      };
      this.inputs.set(inputKey({ callId: call.callId, index }), input);
      return input;
    });
  }

  find(ref: InputRef): CommittedInput | undefined {
    return this.inputs.get(inputKey(ref));
  }

  claimed(input: CommittedInput, containerId: string, version: number): void {
    input.claimedBy = containerId;
    input.claimedVersion = version;
    const earlyMs = input.notBeforeMs - this.#nowMs();
    if (earlyMs > 0) this.#complain("H8", `${nameOf(input)} was tried again ${earlyMs} ms too soon`);
  }

  completed(completion: Completion): void {
    const input = this.find(completion.attempt);
    if (input === undefined) return;
    input.claimedBy = undefined;
    if (completion.kind === "retry") this.#retried(input);
  }

  finished(input: CommittedInput, by: "container" | "other", { status }: Result): void {
    input.hasFailed = status !== "success" && status !== "terminated";
    if (input.finishedBy === undefined) this.countsOf(input.call.functionId).finished += 1;
    input.finishedBy ??= by;
    input.claimedBy = undefined;
  }

  /** H20. What failed of a call is as if it had never run. */
  retriedAll(callId: string, count: number): void {
    const failed = [...this.inputs.values()].filter(
      (input) => input.call.callId === callId && input.hasFailed,
    );
    if (failed.length !== count)
      this.#complain("H20", `${count} inputs of ${callId} run again, ${failed.length} had failed`);
    for (const input of failed) {
      Object.assign(input, {
        retries: 0,
        losses: 0,
        notBeforeMs: 0,
        finishedBy: undefined,
        hasFailed: false,
        rounds: input.rounds + 1,
      });
      this.countsOf(input.call.functionId).accepted += 1;
    }
  }

  /** The container is gone: what it had claimed is queued again. */
  lost(containerId: string): void {
    for (const input of this.inputs.values()) if (input.claimedBy === containerId) loseOnce(input);
  }

  lostAll(): void {
    for (const input of this.inputs.values()) if (input.claimedBy !== undefined) loseOnce(input);
  }

  /** How many inputs the function ever had, and how many of these have ended. */
  countsOf(functionId: string): FunctionCounts {
    let counts = this.#counts.get(functionId);
    if (counts === undefined) this.#counts.set(functionId, (counts = { accepted: 0, finished: 0 }));
    return counts;
  }

  unfinishedOf(functionId: string): number {
    const { accepted, finished } = this.countsOf(functionId);
    return accepted - finished;
  }

  settingsOf(ref: InputRef): FunctionSettings | undefined {
    return this.functions.get(this.find(ref)?.call.functionId ?? "")?.settings;
  }

  /** H8. */
  #retried(input: CommittedInput): void {
    const policy = this.functions.get(input.call.functionId)?.settings.retryPolicy;
    input.retries += 1;
    if (policy === undefined || input.retries > policy.maxRetries) {
      this.#complain(
        "H8",
        `${nameOf(input)} has ${input.retries} retries, ${policy?.maxRetries ?? 0} are allowed`,
      );
      return;
    }
    const delayMs = policy.initialDelayMs * policy.backoffCoefficient ** (input.retries - 1);
    const boundedMs = policy.maxDelayMs > 0 ? Math.min(delayMs, policy.maxDelayMs) : delayMs;
    // It was decided before it was committed, by as much as a commit takes.
    input.notBeforeMs = this.#nowMs() + boundedMs - commitSlackMs;
  }
}

function loseOnce(input: CommittedInput): void {
  input.losses += 1;
  input.claimedBy = undefined;
}

function nameOf({ call, index }: CommittedInput): string {
  return inputKey({ callId: call.callId, index });
}
