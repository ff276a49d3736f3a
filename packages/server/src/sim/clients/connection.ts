import type { Engine } from "../../engine/engine.ts";
import { LydianError } from "../../model/error.ts";
import type { Faults } from "../faults.ts";
import type { SeededRandomness } from "../seeded-randomness.ts";
import type { Server } from "../server.ts";
import type { VirtualClock } from "../virtual-clock.ts";

/** A client that lost its server, or an answer, asks again, with the same ids, until it is heard. */
export class Connection {
  readonly #server: Server;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandomness;
  readonly #faults: Faults;

  constructor(
    server: Server,
    {
      clock,
      random,
      faults,
    }: { readonly clock: VirtualClock; readonly random: SeededRandomness; readonly faults: Faults },
  ) {
    this.#server = server;
    this.#clock = clock;
    this.#random = random;
    this.#faults = faults;
  }

  /** Rejects with what the server refuses for good. */
  async ask<T>(ask: (engine: Engine, isRepeat: boolean) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#attempt((engine) => ask(engine, attempt > 0));
      if (answer !== undefined && "value" in answer) return answer.value;
      const waitMs = answer?.retryAfterMs ?? this.#random.between(10, 100);
      await this.#clock.sleep(waitMs);
    }
  }

  /** For who does not care what comes of it. */
  askOnce(ask: (engine: Engine) => Promise<unknown>): void {
    const { engine } = this.#server;
    if (engine !== undefined) ask(engine).catch(() => undefined);
  }

  /** Nothing if it cannot be known whether it happened. */
  async #attempt<T>(
    ask: (engine: Engine) => Promise<T>,
  ): Promise<{ value: T } | { retryAfterMs: number | undefined } | undefined> {
    const { engine } = this.#server;
    if (engine === undefined) return undefined;
    const asked = ask(engine).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const isLost = this.#random.happens(this.#faults.answerIsLost);
    // The connection may be gone before the server has done anything.
    if (isLost && this.#random.happens(0.5)) return undefined;
    const answer = await Promise.race([asked, this.#server.gone]);
    if (answer === undefined || isLost) return undefined;
    if ("value" in answer) return answer;
    const { error } = answer;
    if (error instanceof LydianError && mayPass(error)) return { retryAfterMs: error.retryAfterMs };
    throw error;
  }
}

function mayPass({ kind }: LydianError): boolean {
  return kind === "unavailable" || kind === "resource-exhausted";
}
