/**
 * One container, from its launch until all of it is gone. It keeps what runs in it and what waits to
 * be fetched by its door; it decides nothing: `start-container.ts` begins its life, `take-inputs.ts`
 * feeds it, `complete.ts` and `lose-container.ts` end what it ran.
 *
 * Phases: `launched` (empty) → `booting` (has a function) → `serving` → `draining` → `gone`. Any may
 * go straight to `draining` or `gone`.
 *
 * - T1. It is given one function, once, and never another.
 * - T2. `running.size + claiming + room` is at most what its function allows at once.
 * - T3. An input is in `running` from the moment it is handed over until its slot is free again, even
 *   if its output was decided by somebody else meanwhile (`isSettled`).
 */
import type { AttemptRef, ClaimedInput } from "../../model/call.ts";
import type { Caller } from "../../model/caller.ts";
import type { ContainerInfo } from "../../model/container.ts";
import type { ResolvedFunction } from "../../model/definition.ts";
import type { AppId, ContainerId } from "../../model/ids.ts";
import type { Result } from "../../model/result.ts";
import { inputsAtOnceMax } from "../../model/settings.ts";
import type { LaunchedContainer } from "../../launch/launcher.ts";
import type { Clock, Timer } from "../clock.ts";
import type { Assignment, StopOrder } from "./container-verbs.ts";
import { Mailbox } from "./mailbox.ts";

export interface RunningInput {
  readonly input: ClaimedInput;
  deliveredAtMs: number;
  /** With its fractions, for its ledger. */
  readonly placedAtMs: number;
  /** When it was known to be kept, where it was handed over while it was written. */
  durableAtMs?: number;
  /** Its output is decided: cancelled or timed out. Only its slot is still held. */
  isSettled: boolean;
  /** Ends the container's patience with a cancelled input. */
  killTimer?: Timer;
}

/** As in `Ledger`. */
export interface Birth {
  askedAtMs?: number;
  bootedAtMs?: number;
  importedAtMs?: number;
  readyAtMs?: number;
}

export type Phase = "launched" | "booting" | "serving" | "draining" | "gone";

export class Container {
  readonly containerId: ContainerId;
  readonly secret: string;
  /** When it was wanted: when its function was given to it, where it had waited for one. */
  enqueuedAtMs: number;
  readonly running = new Map<string, RunningInput>();
  /** Handed over, not yet fetched by the door. */
  readonly inbox = new Mailbox<ClaimedInput>();
  readonly cancellations = new Mailbox<AttemptRef>();
  readonly stopOrders = new Mailbox<StopOrder>();
  readonly assignments = new Mailbox<Assignment>();
  phase: Phase = "launched";
  room = 0;
  /** Room that is being filled from the store. */
  claiming = 0;
  /** Attempts that were cancelled while the claim that brings them was on its way back. */
  readonly cancelledClaims = new Set<string>();
  /** Whether its door waits in `take`, or will in a moment, so that an input can be handed over at once. */
  isParked = false;
  isAttached = false;
  /** What it did when it was given up, such as "said nothing for 180 s". */
  reasonGivenUp: string | undefined;
  idleSinceMs: number;
  startedAtMs: number | undefined;
  /** How it came to serve, moment by moment, with fractions. */
  readonly birth: Birth = {};
  process: LaunchedContainer | undefined;
  /** Why it could not start, if it said so. */
  bootFailure: Result | undefined;
  startupTimer: Timer | undefined;
  deadlineTimer: Timer | undefined;
  /** Resolves when all of it is gone. */
  readonly gone = Promise.withResolvers<void>();
  /** What it wrote last to its raw streams, to explain a crash. */
  lastWords = "";
  #function: ResolvedFunction | undefined;
  #isStopAbrupt = false;
  #killAtMs = Number.POSITIVE_INFINITY;
  #killTimer: Timer | undefined;

  constructor(containerId: ContainerId, secret: string, nowMs: number) {
    this.containerId = containerId;
    this.secret = secret;
    this.enqueuedAtMs = nowMs;
    this.idleSinceMs = nowMs;
  }

  /** Its function; absent while it is in the warm pool. */
  get function(): ResolvedFunction | undefined {
    return this.#function;
  }

  /** T1. */
  become(resolved: ResolvedFunction, nowMs: number): void {
    if (this.#function !== undefined) throw new Error(`Container ${this.containerId} has a function already`);
    this.#function = resolved;
    this.phase = "booting";
    this.enqueuedAtMs = nowMs;
  }

  /** Who it is to the engine; its app is known once it has a function. */
  readonly caller: Caller = containerCaller(this);

  /** T2: what a container asks for beyond what its function allows at once is not granted. */
  grant(slots: number): void {
    const atOnceMax = this.#function === undefined ? 0 : inputsAtOnceMax(this.#function.settings);
    const limit = atOnceMax - this.running.size - this.claiming;
    this.room = Math.max(0, Math.min(this.room + slots, limit));
    if (this.room > 0) this.inbox.nudge();
  }

  /** Takes back what was granted and not used, and grants this many slots instead, less what is on its way. */
  offer(slots: number): void {
    this.room = 0;
    this.grant(Math.max(0, slots - this.claiming - this.inbox.size));
  }

  /** T3: what is handed over runs, as far as everybody else is concerned. */
  hold(input: ClaimedInput, nowMs: number, placedAtMs: number): RunningInput {
    const running = { input, deliveredAtMs: nowMs, placedAtMs, isSettled: false };
    this.room -= 1;
    this.running.set(attemptKey(input), running);
    return running;
  }

  findRunning(attempt: AttemptRef): RunningInput | undefined {
    return this.running.get(attemptKey(attempt));
  }

  freeSlot(running: RunningInput, nowMs: number): void {
    running.killTimer?.cancel();
    this.running.delete(attemptKey(running.input));
    if (this.running.size === 0) this.idleSinceMs = nowMs;
  }

  /** Whether new inputs may be given to it. */
  get takesInputs(): boolean {
    return this.phase === "serving" && this.room > 0;
  }

  /** Tells its door once, and once more if what it runs may not finish after all. */
  orderStop(order: StopOrder): void {
    const isNews = this.phase !== "draining" || (order.isAbrupt && !this.#isStopAbrupt);
    if (this.phase === "gone" || !isNews) return;
    this.phase = "draining";
    this.#isStopAbrupt = order.isAbrupt;
    this.stopOrders.put(order);
    this.inbox.nudge();
    this.assignments.nudge();
  }

  /** Kills its process after this time, if that is sooner than what was said before. */
  killWithin(ms: number, clock: Clock): void {
    const atMs = clock.nowMs() + ms;
    if (atMs >= this.#killAtMs) return;
    this.#killAtMs = atMs;
    this.#killTimer?.cancel();
    this.#killTimer = clock.after(ms, () => this.process?.kill());
  }

  cancelTimers(): void {
    for (const timer of [this.startupTimer, this.deadlineTimer, this.#killTimer]) timer?.cancel();
    for (const running of this.running.values()) running.killTimer?.cancel();
  }

  describe(): ContainerInfo | undefined {
    if (this.#function === undefined || this.phase === "launched" || this.phase === "gone") return undefined;
    return {
      containerId: this.containerId,
      appId: this.#function.appId,
      appName: this.#function.appName,
      functionId: this.#function.functionId,
      functionTag: this.#function.definition.tag,
      definitionId: this.#function.definitionId,
      state: this.phase,
      runningInputs: this.running.size,
      enqueuedAtMs: this.enqueuedAtMs,
      ...(this.startedAtMs === undefined ? {} : { startedAtMs: this.startedAtMs }),
    };
  }
}

function containerCaller(container: Container): Caller {
  return {
    kind: "container",
    get containerId() {
      return container.containerId;
    },
    get appId(): AppId {
      return container.function?.appId ?? "ap-none";
    },
    get environmentName() {
      return container.function?.environmentName ?? "";
    },
  };
}

/**
 * One run of an input, as text: where it is found in `running`. An input that is tried again may meet its last
 * attempt, which ran out of time and does not let go.
 */
export function attemptKey({ callId, index, attempt }: AttemptRef): string {
  return `${callId}:${index}#${attempt}`;
}
