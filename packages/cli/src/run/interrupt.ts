import { CliError, exitCodes } from "../failure.ts";

/** Thrown by work that was ended by Ctrl-C. */
export class Interrupted extends CliError {
  constructor() {
    super("Interrupted", { exitCode: exitCodes.interrupted });
  }
}

/**
 * Gives `work` a signal that fires on the first Ctrl-C, and stops waiting for it then: `work` rejects
 * with `Interrupted` whatever it still does. A second Ctrl-C ends the process where it stands.
 */
export async function interruptible<T>(work: (interrupt: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort(new Interrupted());
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

/** Waits for something that cannot be interrupted itself, but no longer than until Ctrl-C. */
export async function unlessInterrupted<T>(interrupt: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new Interrupted());
  if (interrupt.aborted) stop();
  interrupt.addEventListener("abort", stop);
  try {
    return await Promise.race([work, promise]);
  } finally {
    interrupt.removeEventListener("abort", stop);
  }
}
