import { Worker } from "node:worker_threads";
import { LydianError } from "../../model/error.ts";
import type { CoreOptions } from "./core/core.ts";
import type { Batch, BatchReply } from "./group-commit.ts";
import type { ToMain } from "./worker.ts";

interface Waiter {
  readonly resolve: (reply: BatchReply) => void;
  readonly reject: (error: LydianError) => void;
}

/**
 * The main side of `worker.ts`: hands over one batch at a time and waits for its answer.
 *
 * - W1. At most one answer is awaited, so that answers need no numbers.
 * - W2. When the thread ends, however it does, who waits and who comes later is refused.
 */
export class DatabaseThread {
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  #waiter: Waiter | undefined;
  #death: LydianError | undefined;

  private constructor(options: CoreOptions, program: URL) {
    // Flags of this process, such as those of an inline script, are not for the thread's program.
    this.#worker = new Worker(program, { workerData: options, execArgv: [] });
    this.#worker.on("message", (answer: ToMain) => this.#settle(answer));
    this.#worker.on("error", (cause) => this.#die(options.path, cause));
    this.#worker.on("exit", () => this.#die(options.path));
    // Not `once`, which rejects at an error, while the thread still holds the database.
    this.#ended = new Promise((resolve) => this.#worker.on("exit", () => resolve()));
  }

  /** Starts the thread and opens the database. Rejects with what `openDatabase` throws. */
  static async start(
    options: CoreOptions,
    program = new URL("./worker.ts", import.meta.url),
  ): Promise<DatabaseThread> {
    const thread = new DatabaseThread(options, program);
    await thread.#answer();
    return thread;
  }

  readonly execute = (batch: Batch): Promise<BatchReply> => {
    if (this.#death !== undefined) return Promise.reject(this.#death);
    const { bytes } = batch.arena;
    this.#worker.postMessage(batch, bytes === undefined ? [] : [bytes.buffer]);
    return this.#answer();
  };

  /** Closes the database and ends the thread; resolves when it is gone, also if it failed. */
  async close(): Promise<void> {
    if (this.#death === undefined) this.#worker.postMessage("close", []);
    await this.#ended;
  }

  #answer(): Promise<BatchReply> {
    return new Promise((resolve, reject) => {
      this.#waiter = { resolve, reject };
    });
  }

  #settle(answer: ToMain): void {
    const waiter = this.#waiter;
    this.#waiter = undefined;
    if ("results" in answer) waiter?.resolve(answer);
    else waiter?.reject(new LydianError(answer.kind, answer.message));
  }

  #die(path: string, cause?: unknown): void {
    const reason = cause instanceof Error ? `: ${cause.message}` : "";
    const message = `Cannot use store "${path}": its thread has ended${reason}`;
    this.#death ??= new LydianError("unavailable", message, { cause });
    this.#waiter?.reject(this.#death);
    this.#waiter = undefined;
  }
}
