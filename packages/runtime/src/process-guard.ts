/**
 * Catches what would end the process from within: `process.exit()` and errors that nobody caught.
 * Both reach the container first, so that callers learn what happened instead of being left waiting.
 */

/** What `process.exit()` throws to stop the code that called it, and what its caller is told. */
export class ProcessExitError extends Error {
  override name = "ProcessExitError";
  readonly code: number;

  constructor(code: number) {
    super(`process.exit(${code}) was called`);
    this.code = code;
  }
}

export interface GuardEvents {
  /** User code wants to end the process. Called in its context, before the error is thrown there. */
  onExitCalled(error: ProcessExitError): void;
  /** An exception or a rejection that nobody caught, in the context of the code that it came from. */
  onUncaught(error: unknown): void;
}

/** Stands guard for good. Returns the real `process.exit`. */
export function guardProcess(events: GuardEvents): (code: number) => never {
  const exit = process.exit.bind(process);
  process.exit = (code): never => {
    const error = new ProcessExitError(Number(code ?? process.exitCode ?? 0));
    events.onExitCalled(error);
    throw error;
  };
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      // User code that listens too takes care of it itself, as it would without us.
      if (process.listenerCount(event) === 1) events.onUncaught(error);
    });
  }
  return (code) => {
    // Listeners to the process's end may call it too, and must find the real one.
    process.exit = exit;
    return exit(code);
  };
}
