/** Waits on an `AbortSignal` without leaving a listener behind. */

/** What a signal was aborted with, as an error. */
export function abortError(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error(String(reason), { cause: reason });
}
