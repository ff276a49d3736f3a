import type { PastContainer } from "./container-verbs.ts";
import type { ContainerId } from "../../model/ids.ts";
import type { Logs } from "../../store/logs.ts";

/**
 * A container that is gone, as far as its lines tell: nothing else is kept of it. `undefined` if it
 * wrote none, or its lines have expired.
 */
export async function pastContainer(
  logs: Logs,
  containerId: ContainerId,
): Promise<PastContainer | undefined> {
  const [{ lines: first }, { lines: last }] = await Promise.all([
    logs.read({ containerId }, 0, 1),
    logs.tail({ containerId }, 1),
  ]);
  const [begin, end] = [first[0], last[0]];
  if (begin === undefined || end === undefined) return undefined;
  return {
    containerId,
    appId: begin.appId,
    enqueuedAtMs: begin.atMs,
    // After its last line, for those who ask for all lines before its end.
    finishedAtMs: end.atMs + 1,
  };
}
