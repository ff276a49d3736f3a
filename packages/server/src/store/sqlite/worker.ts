import { parentPort, workerData } from "node:worker_threads";
import { LydianError, type ErrorKind } from "../../model/error.ts";
import { Core, type CoreOptions } from "./core/core.ts";
import type { Batch, BatchReply } from "./group-commit.ts";

/** What the thread answers to its start and to each batch. */
export type ToMain = BatchReply | { readonly kind: ErrorKind; readonly message: string };

/**
 * The thread that owns the database: a commit that waits for the disk never stalls the event loop.
 * `database-thread.ts` is its other end.
 */
function serve(): void {
  const port = parentPort;
  if (port === null) throw new Error("Cannot serve a store: this is not a worker thread");
  const answer = (message: ToMain): void => port.postMessage(message);
  let core: Core;
  try {
    // Put there by `DatabaseThread.start`.
    core = new Core(workerData as CoreOptions);
  } catch (error) {
    answer(refusal(error));
    return;
  }
  port.on("message", (batch: Batch | "close") => {
    if (batch === "close") {
      core.close();
      port.close();
      return;
    }
    try {
      answer(core.execute(batch));
    } catch (error) {
      answer(refusal(error));
    }
  });
  answer({ results: [] });
}

function refusal(error: unknown): ToMain {
  if (error instanceof LydianError) return { kind: error.kind, message: error.message };
  return { kind: "internal", message: error instanceof Error ? error.message : String(error) };
}

serve();
