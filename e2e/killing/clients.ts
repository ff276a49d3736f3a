/** Client processes, and the history that they write. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Lydian } from "../fixture/start-lydian.ts";
import { cleanEnvironment } from "../fixture/run-process.ts";
import type { Event } from "./history.ts";

const program = fileURLToPath(new URL("typescript/client.ts", import.meta.url));

export type CallKind = "remote" | "spawn" | "map" | "generator" | "spawnMap";
export const allKinds: readonly CallKind[] = ["remote", "spawn", "map", "generator", "spawnMap"];

/** How long clients may take to end what they have begun. Longer than their own patience. */
const stopDeadlineMs = 60_000;
const progressDeadlineMs = 60_000;

export class Clients {
  readonly events: Event[] = [];
  readonly #lydian: Lydian;
  readonly #children: ChildProcess[] = [];
  #crash: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(lydian: Lydian) {
    this.#lydian = lydian;
  }

  /** Starts a process that calls in these ways, in an order that the seed decides. */
  start(name: string, seed: number, kinds: readonly CallKind[] = allKinds): void {
    const child = fork(program, [name, String(seed), kinds.join(",")], {
      env: cleanEnvironment(this.#lydian.environment),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.on("message", (event) => {
      this.events.push(event as Event); // our own program sends nothing else
      this.#wake?.();
    });
    child.on("exit", (code, signal) => {
      if (code !== 0) this.#crash ??= new Error(`client ${name} ended with ${code ?? signal}`);
      this.#wake?.();
    });
    this.#children.push(child);
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
    const deadline = AbortSignal.timeout(stopDeadlineMs);
    const running = this.#children.filter((child) => child.exitCode === null && child.signalCode === null);
    // Messages may still be read after its exit, but not after its disconnection.
    const exits = running.flatMap((child) => [
      once(child, "exit", { signal: deadline }),
      once(child, "disconnect", { signal: deadline }),
    ]);
    for (const child of running) child.send("stop");
    try {
      await Promise.all(exits);
    } catch (error) {
      throw new Error("a client does not end: one of its calls hangs", { cause: error });
    }
    if (this.#crash !== undefined) throw this.#crash;
  }

  /** For the end of a test, however it went. */
  kill(): void {
    for (const child of this.#children) child.kill("SIGKILL");
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
