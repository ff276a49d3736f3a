/**
 * Calls functions at the times that their app says.
 *
 * - H1. A due time has one call at most, whenever a server is killed: the call's id is made of the function
 *   and the time, and the next time is written once that call is.
 * - H2. Due times that passed while no server ran have one call together: the next one is after now.
 */
import { hash } from "node:crypto";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { CallId } from "../../model/ids.ts";
import type { Payload, PayloadFormat } from "../../model/payload.ts";
import type { PlannedFunction } from "../../model/schedule.ts";
import type { Submit } from "../calls/submit.ts";
import { type Catalog, put, remove } from "../catalog/catalog.ts";
import type { LookUp } from "../catalog/look-up.ts";
import type { Clock, Timer } from "../clock.ts";
import { nextDueMs } from "../decide/next-due.ts";
import { plannedKey } from "./plan.ts";

/** A computer that sleeps does not count the time: it is late by this at most once it wakes. */
const lookAgainMs = 60_000;
/** A call that could not be written, on a full disk say, is tried again after this. */
const retryMs = 1_000;

/** Nobody's token: the app's publication asked for it. */
const scheduler: Caller = { kind: "client", tokenId: "ak-schedule", username: "schedule" };

const callIdDigits = 22;

export class Schedules {
  readonly #catalog: Catalog;
  readonly #lookUp: LookUp;
  readonly #submit: Submit;
  readonly #clock: Clock;
  readonly #report: (what: string, error: unknown) => void;
  #timer: Timer | undefined;
  /** Looks follow each other: one that was asked for during another comes after it. */
  #looking: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(parts: {
    readonly catalog: Catalog;
    readonly lookUp: LookUp;
    readonly submit: Submit;
    readonly clock: Clock;
    readonly report: (what: string, error: unknown) => void;
  }) {
    this.#catalog = parts.catalog;
    this.#lookUp = parts.lookUp;
    this.#submit = parts.submit;
    this.#clock = parts.clock;
    this.#report = parts.report;
  }

  /** Looks for what is due, now and whenever something becomes due: at the start, and when an app is published. */
  expect(): void {
    this.#looking = this.#looking.then(() => this.#look());
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    if (this.#isStopped) return;
    try {
      const planned = (await this.#catalog.list("schedule")).map(({ value }) => value);
      const nowMs = this.#clock.nowMs();
      const next: number[] = [];
      for (const one of planned) next.push(one.dueMs <= nowMs ? await this.#run(one) : one.dueMs);
      this.#wait(Math.min(...next));
    } catch (error) {
      this.#report("look for functions that are due", error);
      this.#wait(this.#clock.nowMs() + retryMs);
    }
  }

  #wait(untilMs: number): void {
    this.#timer?.cancel();
    if (this.#isStopped || untilMs === Number.POSITIVE_INFINITY) return;
    const delayMs = Math.min(Math.max(0, untilMs - this.#clock.nowMs()), lookAgainMs);
    this.#timer = this.#clock.after(delayMs, () => this.expect());
  }

  /** Calls a function that is due. Never rejects; tells when to look again. */
  async #run(planned: PlannedFunction): Promise<number> {
    try {
      await this.#call(planned);
      return await this.#advance(planned);
    } catch (error) {
      if (!this.#isStopped) this.#report(`call function "${planned.functionId}", which is due`, error);
      return this.#clock.nowMs() + retryMs;
    }
  }

  async #call({ functionId, dueMs }: PlannedFunction): Promise<void> {
    try {
      const { definition } = await this.#lookUp.resolve(functionId);
      await this.#submit.open(scheduler, {
        callId: callIdOf(functionId, dueMs),
        functionId,
        type: "unary",
        invocation: "detached",
        inputs: [{ index: 0, payload: noArguments(definition.inputFormats) }],
        // It may be there, from a server that was killed before it could write that.
        isRepeat: true,
      });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Its next time, unless its app was published anew or stopped meanwhile. */
  #advance({ appId, functionId, dueMs }: PlannedFunction): Promise<number> {
    const key = plannedKey({ appId, functionId });
    return this.#catalog.update(`app ${appId}`, async () => {
      const current = await this.#catalog.read("schedule", key);
      if (current?.dueMs !== dueMs)
        return { changes: [], answer: current?.dueMs ?? Number.POSITIVE_INFINITY };
      const afterMs = Math.max(this.#clock.nowMs(), dueMs);
      const nextMs = nextDueMs(current.schedule, { afterMs, anchorMs: current.anchorMs });
      return nextMs === undefined
        ? { changes: [remove("schedule", key)], answer: Number.POSITIVE_INFINITY }
        : { changes: [put("schedule", key, { ...current, dueMs: nextMs })], answer: nextMs };
    });
  }
}

function callIdOf(functionId: string, dueMs: number): CallId {
  return `fc-${hash("sha256", `${functionId} ${dueMs}`).slice(0, callIdDigits)}`;
}

/** Its app was stopped meanwhile. */
function isGone(error: unknown): boolean {
  return error instanceof LydianError && (error.kind === "not-found" || error.kind === "failed-precondition");
}

/** `[[], {}]`: no arguments by position, none by name. */
const cborArguments = Buffer.from("8280a0", "hex");
/** `((), {})` in protocol 4 of Python: for functions of clients that read nothing else. */
const pickledArguments = Buffer.from("\x80\x04)}\x86.", "latin1");

function noArguments(formats: readonly PayloadFormat[]): Payload {
  return formats.includes("cbor")
    ? { format: "cbor", data: cborArguments }
    : { format: "pickle", data: pickledArguments };
}
