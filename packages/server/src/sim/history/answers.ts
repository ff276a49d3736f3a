/**
 * What callers read.
 *
 * - H1. Every acknowledged input has exactly one visible output once everything is quiet.
 * - H2. Whoever reads an output, whenever, reads the same one, until somebody asks to retry what failed.
 * - H3. An output that says success is the function's value for that input.
 * - H6. Yields of a generator are read in order, without gap or repetition.
 * - H18. Nothing fails without a reason: a failure is the user's own, tried as often as its policy says, or has
 *   lost containers, or containers that could not start; and only what somebody ended is terminated.
 */
import type { Output } from "../../model/call.ts";
import type { FunctionSettings } from "../../model/settings.ts";
import { exitLossesMax } from "../../engine/limits.ts";
import { type InputPlan, valueOf } from "../user-code.ts";
import type { CommittedInput, Commits } from "./commits.ts";
import { type Complain, inputKey } from "./violations.ts";

/** What may end an input beside its own code. */
export interface Endings {
  /** Whether somebody has asked to cancel the call, or to end its app. */
  isEnded(input: CommittedInput): boolean;
  /** How many containers of the function did not start, or ended before their time. */
  misfortunesOf(functionId: string): number;
}

interface Seen {
  readonly round: number;
  readonly sequence: number;
  readonly status: string;
  readonly value: string;
}

export class Answers {
  readonly #complain: Complain;
  readonly #commits: Commits;
  readonly #endings: Endings;
  readonly #acknowledged = new Set<string>();
  readonly #outputs = new Map<string, Seen>();
  readonly #yields = new Map<string, number>();

  constructor(complain: Complain, commits: Commits, endings: Endings) {
    this.#complain = complain;
    this.#commits = commits;
    this.#endings = endings;
  }

  acknowledged(callId: string, index: number): void {
    const key = inputKey({ callId, index });
    if (!this.#commits.inputs.has(key))
      this.#complain("H1", `${key} was acknowledged and is not in the store`);
    this.#acknowledged.add(key);
  }

  /** A reader saw an output. */
  read(output: Output): void {
    const key = inputKey(output);
    const seen = seenOf(output, this.#commits.inputs.get(key)?.rounds ?? 0);
    const before = this.#outputs.get(key);
    if (before === undefined || before.round < seen.round) {
      this.#outputs.set(key, seen);
      this.#explain(key, output);
    } else if (describe(before) !== describe(seen)) {
      this.#complain("H2", `output of ${key} was ${describe(before)} and then ${describe(seen)}`);
    }
    if (output.result.status === "success" && seen.value !== valueOf(output.callId, output.index))
      this.#complain("H3", `output of ${key} is "${seen.value}"`);
  }

  yielded(callId: string, index: number): void {
    const before = this.#yields.get(callId) ?? 0;
    if (index !== before + 1)
      this.#complain("H6", `yield ${index} of ${callId} was read after yield ${before}`);
    this.#yields.set(callId, index);
  }

  /** Checked last, when everything is quiet. */
  finish(): void {
    for (const key of this.#acknowledged) {
      if (!this.#outputs.has(key)) this.#complain("H1", `input ${key} was acknowledged and has no output`);
    }
  }

  get acknowledgedCount(): number {
    return this.#acknowledged.size;
  }

  /** H18. */
  #explain(key: string, { result }: Output): void {
    const input = this.#commits.inputs.get(key);
    if (input === undefined) {
      this.#complain("H1", `an output of ${key} was read, which nobody has accepted`);
      return;
    }
    const { status, exception = "" } = result;
    if (isExplained(input, result, this.#commits, this.#endings)) return;
    const { plan, retries, losses } = input;
    this.#complain(
      "H18",
      `${key} is "${status}" (${exception}) after ${retries} retries and ${losses} losses; it was to be ${JSON.stringify(plan)}`,
    );
  }
}

function isExplained(
  input: CommittedInput,
  { status, exception = "" }: Output["result"],
  commits: Commits,
  endings: Endings,
): boolean {
  const { plan, call, losses, retries } = input;
  const settings = commits.functions.get(call.functionId)?.settings;
  const isUsedUp = retries === (settings?.retryPolicy?.maxRetries ?? 0);
  switch (status) {
    case "success":
      return true;
    case "terminated":
      return endings.isEnded(input);
    case "failure":
      if (exception.startsWith("ContainerLostError")) return losses >= exitLossesMax;
      return (
        isUsedUp && plan.throws > 0 && (plan.throws + plan.hangs > retries || mayTakeLong(plan, settings))
      );
    case "timeout":
      return isUsedUp && (plan.hangs > 0 || mayTakeLong(plan, settings));
    case "init-failure":
      return endings.misfortunesOf(call.functionId) >= 2;
    default:
      return false;
  }
}

/** It waits for others: those of its batch, or the function that it calls. */
function mayTakeLong({ runMs, calls }: InputPlan, settings: FunctionSettings | undefined): boolean {
  const isTogether = settings?.batching !== undefined;
  return runMs >= (settings?.timeoutMs ?? 0) || calls !== undefined || isTogether;
}

function seenOf({ sequence, result: { status, payload } }: Output, round: number): Seen {
  return {
    round,
    sequence,
    status,
    value: payload?.data === undefined ? "" : Buffer.from(payload.data).toString(),
  };
}

function describe({ sequence, status, value }: Seen): string {
  return `${status} "${value}" (${sequence})`;
}
