/** Client processes, and the history that they write. */
import type { Lydian } from "../fixture/start-lydian.ts";
import type { CallerProcess, Callers, CallKind } from "./callers.ts";
import type { Event } from "./history.ts";

/** How long clients may take to end what they have begun. Longer than their own patience. */
const stopDeadlineMs = 60_000;
const progressDeadlineMs = 60_000;

export class Clients {
  readonly events: Event[] = [];
  readonly #lydian: Lydian;
  readonly #processes: CallerProcess[] = [];
  #crash: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(lydian: Lydian) {
    this.#lydian = lydian;
  }

  /** Starts a process that calls in these ways, in an order that the seed decides. */
  start(callers: Callers, name: string, seed: number, kinds: readonly CallKind[]): void {
    const onEvent = (event: Event): void => {
      this.events.push(event);
      this.#wake?.();
    };
    const started = callers.start(this.#lydian, { name, seed, kinds, onEvent });
    started.child.on("exit", (code, signal) => {
      if (code !== 0) this.#crash ??= new Error(`client ${name} ended with ${code ?? signal}`);
      this.#wake?.();
    });
    this.#processes.push(started);
  }

  /** Waits until clients have seen this many more results, or been given as many acknowledgements. */
  async progress(count: number): Promise<void> {
    const isDone = (event: Event): boolean => event.kind === "seen" || event.kind === "acknowledged";
    const deadline = AbortSignal.timeout(progressDeadlineMs);
    let from = this.events.length;
    for (let missing = count; missing > 0;) {
      await this.#change(deadline);
      missing -= this.events.slice(from).filter(isDone).length;
      from = this.events.length;
    }
  }

  /** Lets the clients end what they have begun, and waits until they have. */
  async finish(): Promise<void> {
    const late = Promise.withResolvers<never>();
    const deadline = setTimeout(
      () => late.reject(new Error("a client does not end: one of its calls hangs")),
      stopDeadlineMs,
    );
    for (const { child, stop } of this.#processes) {
      if (child.exitCode === null && child.signalCode === null) stop();
    }
    try {
      await Promise.race([late.promise, Promise.all(this.#processes.map(({ ended }) => ended))]);
    } finally {
      clearTimeout(deadline);
    }
    if (this.#crash !== undefined) throw this.#crash;
  }

  /** For the end of a test, however it went. */
  kill(): void {
    for (const { child } of this.#processes) child.kill("SIGKILL");
  }

  async #change(deadline: AbortSignal): Promise<void> {
    if (this.#crash !== undefined) throw this.#crash;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onLate = (): void =>
      reject(new Error(`clients see nothing any more:\n${this.#lydian.log().slice(-4000)}`));
    deadline.addEventListener("abort", onLate, { once: true });
    this.#wake = resolve;
    try {
      await promise;
    } finally {
      deadline.removeEventListener("abort", onLate);
      this.#wake = undefined;
    }
  }
}
