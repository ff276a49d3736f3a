/**
 * What clients and containers saw, and what may never be in it:
 *
 * - H1. Every acknowledged input has exactly one visible output once everything is quiet.
 * - H2. Whoever reads an output, whenever, reads the same one.
 * - H3. An output that says success is the function's value for that input.
 * - H4. After a cancel is acknowledged no input of the call begins; and what had begun is no output.
 * - H5. A container never runs more inputs at once than its function allows, and none after it is gone.
 * - H6. Yields of a generator are read in order, without gap or repetition.
 */
import type { Output } from "../model/call.ts";

/** What the simulated function makes of an input: anybody can check it. */
export function valueOf(callId: string, index: number): string {
  return `${callId}/${index}`;
}

export class History {
  readonly violations: string[] = [];
  readonly #acknowledged = new Set<string>();
  readonly #outputs = new Map<
    string,
    { readonly sequence: number; readonly status: string; readonly value: string }
  >();
  readonly #cancelled = new Set<string>();
  readonly #running = new Map<string, number>();
  readonly #gone = new Set<string>();
  readonly #yields = new Map<string, number>();
  began = 0;

  acknowledged(callId: string, index: number): void {
    this.#acknowledged.add(`${callId}/${index}`);
  }

  /** A reader saw an output. */
  read(output: Output): void {
    const key = `${output.callId}/${output.index}`;
    const data = output.result.payload?.data;
    const value = data === undefined ? "" : Buffer.from(data).toString();
    const before = this.#outputs.get(key);
    if (before === undefined)
      this.#outputs.set(key, { sequence: output.sequence, status: output.result.status, value });
    else if (
      before.sequence !== output.sequence ||
      before.status !== output.result.status ||
      before.value !== value
    ) {
      this.violations.push(
        `H2: output of ${key} was ${describe(before)} and then ${describe({ sequence: output.sequence, status: output.result.status, value })}`,
      );
    }
    if (output.result.status === "success" && value !== valueOf(output.callId, output.index)) {
      this.violations.push(`H3: output of ${key} is "${value}"`);
    }
  }

  cancelled(callId: string): void {
    this.#cancelled.add(callId);
  }

  begins(containerId: string, callId: string, index: number, allowed: number): void {
    this.began += 1;
    if (this.#cancelled.has(callId))
      this.violations.push(`H4: input ${index} of ${callId} began after its call was cancelled`);
    if (this.#gone.has(containerId))
      this.violations.push(`H5: ${containerId} began an input after it was gone`);
    const running = (this.#running.get(containerId) ?? 0) + 1;
    this.#running.set(containerId, running);
    if (running > allowed)
      this.violations.push(`H5: ${containerId} runs ${running} inputs, ${allowed} are allowed`);
  }

  ends(containerId: string): void {
    this.#running.set(containerId, (this.#running.get(containerId) ?? 0) - 1);
  }

  gone(containerId: string): void {
    this.#gone.add(containerId);
  }

  yielded(callId: string, index: number): void {
    const before = this.#yields.get(callId) ?? 0;
    if (index !== before + 1)
      this.violations.push(`H6: yield ${index} of ${callId} was read after yield ${before}`);
    this.#yields.set(callId, index);
  }

  /** Checked last, when everything is quiet. */
  finish(): readonly string[] {
    for (const key of this.#acknowledged) {
      if (!this.#outputs.has(key))
        this.violations.push(`H1: input ${key} was acknowledged and has no output`);
    }
    return this.violations;
  }

  get acknowledgedCount(): number {
    return this.#acknowledged.size;
  }
}

function describe(output: {
  readonly sequence: number;
  readonly status: string;
  readonly value: string;
}): string {
  return `${output.status} "${output.value}" (${output.sequence})`;
}
