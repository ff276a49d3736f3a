/**
 * What runs in containers, as the containers see it.
 *
 * - H5. A container never runs more inputs at once than its function allows, and none after it is gone.
 * - H7. Attempts of an input follow each other: their numbers grow, none begins once a container has answered,
 *   and none beside another that still counts: one that was told to end, or whose container is lost, does not.
 * - H9. An input runs for as long as its function allows before it is told to end, and not much longer.
 * - H19. What was handed to a container and then refused to its caller is ended again.
 * - H10. A batch is no larger than its function says.
 */
import type { AttemptRef, ClaimedInput, InputRef } from "../../model/call.ts";
import { type FunctionSettings, inputsAtOnceMax } from "../../model/settings.ts";
import type { Completion } from "../../store/calls.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { Commits } from "./commits.ts";
import { type Complain, inputKey } from "./violations.ts";

export interface RunningAttempt extends AttemptRef {
  readonly containerId: string;
  readonly beganAtMs: number;
  /** Told that nobody wants it any more. */
  isTold: boolean;
}

/** Between being handed over and being fetched, and what a commit takes. */
const slackMs = 100;

export class Attempts {
  readonly #complain: Complain;
  readonly #commits: Commits;
  readonly #clock: VirtualClock;
  readonly #running = new Map<string, RunningAttempt[]>();
  readonly #inContainers = new Map<string, Set<RunningAttempt>>();
  /** By input. */
  readonly #last = new Map<string, { readonly attempt: number; readonly beganAtMs: number }>();
  readonly #troubles = new Map<string, number>();
  /** Whose connection is lost. */
  readonly #lost = new Set<string>();
  began = 0;

  constructor(complain: Complain, commits: Commits, clock: VirtualClock) {
    this.#complain = complain;
    this.#commits = commits;
    this.#clock = clock;
  }

  taken(containerId: string, count: number, { batching }: FunctionSettings): void {
    if (batching !== undefined && count > batching.maxSize)
      this.#complain("H10", `${containerId} got a batch of ${count}, ${batching.maxSize} are allowed`);
  }

  begins(containerId: string, input: ClaimedInput, settings: FunctionSettings): RunningAttempt {
    this.began += 1;
    const key = inputKey(input);
    const { callId, index, attempt } = input;
    const running = { callId, index, attempt, containerId, beganAtMs: this.#clock.nowMs(), isTold: false };
    this.#checkOrder(key, running);
    const own = this.#inContainers.get(containerId) ?? new Set();
    this.#inContainers.set(containerId, own.add(running));
    this.#running.set(key, [...(this.#running.get(key) ?? []), running]);
    if (this.#lost.has(containerId)) this.#complain("H5", `${containerId} began ${key} after it was gone`);
    if (own.size > inputsAtOnceMax(settings))
      this.#complain(
        "H5",
        `${containerId} runs ${own.size} inputs, ${inputsAtOnceMax(settings)} are allowed`,
      );
    return running;
  }

  ends(running: RunningAttempt, { timeoutMs }: FunctionSettings): void {
    const ranMs = this.#clock.nowMs() - running.beganAtMs;
    if (!running.isTold && !this.#lost.has(running.containerId) && ranMs > timeoutMs + slackMs)
      this.#complain("H9", `${inputKey(running)} ran for ${ranMs} ms, ${timeoutMs} are allowed`);
    this.#forget(running);
  }

  /** Its connection is lost: what it still runs counts no more. */
  lost(containerId: string): void {
    this.#lost.add(containerId);
  }

  gone(containerId: string): void {
    this.lost(containerId);
    for (const running of this.#inContainers.get(containerId) ?? []) this.#forget(running);
  }

  /** H9: nobody is out of time before it is over. */
  decided(completion: Completion, settings: FunctionSettings | undefined): void {
    const { attempt, kind } = completion;
    if (kind !== "finish" || completion.result.status !== "timeout") return;
    const last = this.#last.get(inputKey(attempt));
    if (last?.attempt !== attempt.attempt) return;
    const ranMs = this.#clock.nowMs() - last.beganAtMs;
    const timeoutMs = settings?.timeoutMs ?? 0;
    if (ranMs < timeoutMs - slackMs)
      this.#complain("H9", `${inputKey(attempt)} timed out after ${ranMs} ms, ${timeoutMs} are allowed`);
  }

  isRunningIn(containerId: string, callId: string): boolean {
    return [...(this.#inContainers.get(containerId) ?? [])].some((running) => running.callId === callId);
  }

  /** What runs of a call, where it still counts. */
  ofCall(callId: string): readonly RunningAttempt[] {
    return [...this.#running.values()]
      .flat()
      .filter((one) => one.callId === callId && !one.isTold && !this.#lost.has(one.containerId));
  }

  /** How often an input's code has failed or hung, whether or not anybody learnt of it. */
  troublesOf(key: string): number {
    return this.#troubles.get(key) ?? 0;
  }

  troubled(key: string): void {
    this.#troubles.set(key, this.troublesOf(key) + 1);
  }

  /** What a server had handed out and never written may begin anew. */
  restarted(): void {
    for (const key of this.#last.keys()) if (!this.#commits.inputs.has(key)) this.#last.delete(key);
  }

  /** It was not begun, as far as its caller knows: it may begin anew. */
  refused(ref: InputRef, containerId: string): void {
    const key = inputKey(ref);
    this.#last.delete(key);
    this.#clock.after(slackMs, () => {
      const goesOn = (this.#running.get(key) ?? []).some(
        (one) => !one.isTold && one.containerId === containerId,
      );
      // It may have got it again, with right.
      const isClaimed = this.#commits.inputs.get(key)?.claimedBy === containerId;
      if (goesOn && !isClaimed && !this.#lost.has(containerId))
        this.#complain("H19", `${key} was refused, and ${containerId} goes on with it`);
    });
  }

  #checkOrder(key: string, { attempt, beganAtMs }: RunningAttempt): void {
    const last = this.#last.get(key)?.attempt ?? 0;
    if (attempt <= last) this.#complain("H7", `attempt ${attempt} of ${key} began after attempt ${last}`);
    this.#last.set(key, { attempt, beganAtMs });
    if (this.#commits.inputs.get(key)?.finishedBy === "container")
      this.#complain("H7", `attempt ${attempt} of ${key} began after it was answered`);
    for (const other of this.#running.get(key) ?? []) {
      if (!other.isTold && !this.#lost.has(other.containerId))
        this.#complain("H7", `attempt ${attempt} of ${key} began beside attempt ${other.attempt}`);
    }
  }

  #forget(running: RunningAttempt): void {
    const key = inputKey(running);
    this.#inContainers.get(running.containerId)?.delete(running);
    const others = (this.#running.get(key) ?? []).filter((other) => other !== running);
    if (others.length === 0) this.#running.delete(key);
    else this.#running.set(key, others);
  }
}
