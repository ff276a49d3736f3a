import { InvalidError, TimeoutError } from "../errors.ts";

/** Settings of the calls that a handle makes; see `Function.with`. */
export interface CallSettings {
  /**
   * Keyword arguments for a function of another language. A TypeScript function gets them as its last
   * argument, one plain object.
   */
  readonly kwargs?: Readonly<Record<string, unknown>>;
  /** `map` and `starmap`: results in the order of the inputs, not in that of completion. @default true */
  readonly orderOutputs?: boolean;
  /** `map` and `starmap`: a failure is an item of the results instead of their end. @default false */
  readonly returnExceptions?: boolean;
  /** `forEach`: goes on after a failure and does not reject. @default false */
  readonly ignoreExceptions?: boolean;
  /** `map`, `starmap`, `forEach`: how many inputs may be under way. From 1 to 1000. @default 1000 */
  readonly concurrency?: number;
  /**
   * `remote` and `spawn`: the same key for the same function is the same call, from whichever process and
   * over deploys and restarts: it runs once, and its result, or its failure, is answered again for 7 days. The
   * same key with other arguments rejects with `AlreadyExistsError`. Who stops waiting for such a call does
   * not cancel it: others may wait as well. @default none: each call is new
   */
  readonly idempotencyKey?: string;
  /** Cancels the call when it aborts; the caller gets its reason. What was spawned goes on by itself. */
  readonly signal?: AbortSignal;
  /** The same after this long, with a `TimeoutError`. @default none */
  readonly deadlineMs?: number;
}

/** Of a handle's settings: told the id of each call that is made, for who wants to look at it afterwards. */
export const onCallId = Symbol("lydian.onCallId");

/** Settings that are not for everybody. */
export interface InternalSettings extends CallSettings {
  readonly [onCallId]?: (callId: string) => void;
}

const known: Readonly<Record<keyof CallSettings, true>> = {
  kwargs: true,
  orderOutputs: true,
  returnExceptions: true,
  ignoreExceptions: true,
  concurrency: true,
  idempotencyKey: true,
  signal: true,
  deadlineMs: true,
};

/** @throws {InvalidError} naming the setting and what it must be. */
export function checkSettings(settings: CallSettings): CallSettings {
  const unknown = Object.keys(settings).find((key) => !Object.hasOwn(known, key));
  if (unknown !== undefined)
    throw new InvalidError(`Cannot call with "${unknown}": there is no such setting`);
  const { concurrency, deadlineMs, idempotencyKey, kwargs } = settings;
  if (
    concurrency !== undefined &&
    !(Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 1000)
  ) {
    throw new InvalidError(
      `Cannot call with a concurrency of ${concurrency}: it must be a whole number from 1 to 1000`,
    );
  }
  if (deadlineMs !== undefined && !(deadlineMs > 0 && deadlineMs <= 0x7fff_ffff)) {
    throw new InvalidError(
      `Cannot call with a deadlineMs of ${deadlineMs}: it must be above 0 and at most 2^31 - 1`,
    );
  }
  if (idempotencyKey === "") throw new InvalidError("Cannot call with an empty idempotencyKey");
  if (kwargs !== undefined && (typeof kwargs !== "object" || kwargs === null || Array.isArray(kwargs))) {
    throw new InvalidError("Cannot call with these kwargs: they must be an object by name");
  }
  return settings;
}

/** When a call is to be given up. `release` must be called once it is over. */
export interface Limit {
  readonly signal?: AbortSignal;
  release(): void;
}

const noLimit: Limit = { release: () => {} };

/** The caller's signal and deadline as one signal; none if there is neither. */
export function limitOf({ signal, deadlineMs }: CallSettings): Limit {
  if (deadlineMs === undefined) return signal === undefined ? noLimit : { signal, release: () => {} };
  const deadline = new AbortController();
  const timer = setTimeout(
    () => deadline.abort(new TimeoutError(`The call was not done within ${deadlineMs} ms and is cancelled`)),
    deadlineMs,
  );
  return {
    signal: signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]),
    release: () => clearTimeout(timer),
  };
}
