/**
 * Getting from queues: whoever finds nothing waits and is woken by a put.
 *
 * - G1. As many are woken as there are items for; who is woken and leaves wakes the next.
 * - G2. What was taken for a client that has left before it could be told is given back.
 * - G3. Of two attempts of one request, the later one alone is answered; it gets what the store has
 *   kept for the request. A client that lost its connection comes again before that is noticed.
 */
import { LydianError } from "../../model/error.ts";
import type { QueueId } from "../../model/ids.ts";
import type { Queues } from "../../store/queues.ts";
import type { Clock } from "../clock.ts";
import { takenBytesRememberedMax } from "../limits.ts";
import { Wakeups } from "../wakeups.ts";

export interface GetOptions {
  readonly limit: number;
  readonly timeoutMs: number;
  /** What the store knows the request by: never the same for two of them. */
  readonly request: string;
  readonly signal?: AbortSignal;
}

/** One attempt of a request. */
interface Attempt {
  readonly leaving: AbortController;
  isSuperseded: boolean;
}

export class QueueGets {
  readonly #queues: Queues;
  readonly #clock: Clock;
  readonly #wakeups: Wakeups;
  readonly #attempts = new Map<string, Attempt>();

  constructor(queues: Queues, clock: Clock) {
    this.#queues = queues;
    this.#clock = clock;
    this.#wakeups = new Wakeups(clock);
  }

  /** Called after the commit that added so many items, and only then. */
  noteItems(queueId: QueueId, partition: Uint8Array, count: number): void {
    this.#wakeups.wakeFirst(topicOf(queueId, partition), count);
  }

  /** The oldest items, or none at the deadline. Rejects with the signal's reason. */
  async get(queueId: QueueId, partition: Uint8Array, options: GetOptions): Promise<readonly Uint8Array[]> {
    const { request, signal } = options;
    const attempt: Attempt = { leaving: new AbortController(), isSuperseded: false };
    const leave = (): void => attempt.leaving.abort(signal?.reason);
    if (signal?.aborted === true) leave();
    signal?.addEventListener("abort", leave, { once: true });
    this.#supersede(request, attempt);
    try {
      return await this.#takeOrWait(queueId, partition, options, attempt);
    } finally {
      signal?.removeEventListener("abort", leave);
      if (this.#attempts.get(request) === attempt) this.#attempts.delete(request);
    }
  }

  async #takeOrWait(
    queueId: QueueId,
    partition: Uint8Array,
    { limit, timeoutMs, request }: GetOptions,
    attempt: Attempt,
  ): Promise<readonly Uint8Array[]> {
    const topic = topicOf(queueId, partition);
    const deadlineMs = this.#clock.nowMs() + timeoutMs;
    const { signal } = attempt.leaving;
    const subscription = this.#wakeups.subscribe(topic);
    let isAnswered = false;
    try {
      for (;;) {
        signal.throwIfAborted();
        const atMs = this.#clock.nowMs();
        const options = { request, limit, atMs, rememberedBytesMax: takenBytesRememberedMax };
        const { values, expiresAtMs } = await this.#queues.take(queueId, partition, options);
        isAnswered = values.length > 0 && !signal.aborted;
        if (isAnswered) return values;
        if (values.length > 0 && !attempt.isSuperseded)
          await this.#giveBack(queueId, partition, request, expiresAtMs);
        signal.throwIfAborted();
        if (await subscription.wait(deadlineMs, signal)) continue;
        signal.throwIfAborted();
        isAnswered = true;
        return [];
      }
    } finally {
      subscription.close();
      if (!isAnswered || subscription.isNotified) this.#wakeups.wakeFirst(topic, 1);
    }
  }

  async #giveBack(
    queueId: QueueId,
    partition: Uint8Array,
    request: string,
    expiresAtMs: number,
  ): Promise<void> {
    const atMs = this.#clock.nowMs();
    const count = await this.#queues.giveBack(queueId, partition, { request, expiresAtMs, atMs });
    this.noteItems(queueId, partition, count);
  }

  /** Sends an earlier attempt of the same request away: nobody listens to it any more. */
  #supersede(request: string, attempt: Attempt): void {
    const earlier = this.#attempts.get(request);
    this.#attempts.set(request, attempt);
    if (earlier === undefined) return;
    earlier.isSuperseded = true;
    earlier.leaving.abort(superseded());
  }
}

function topicOf(queueId: QueueId, partition: Uint8Array): string {
  return `${queueId}/${Buffer.from(partition).toString("hex")}`;
}

function superseded(): LydianError {
  return new LydianError("cancelled", "The client has sent the request again");
}
