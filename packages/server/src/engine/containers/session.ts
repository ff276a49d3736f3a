/** What the door of a container does on its behalf: see `ContainerSession` in `engine.ts`. */
import { LydianError } from "../../model/error.ts";
import type { Calls } from "../../store/calls.ts";
import type { Clock } from "../clock.ts";
import type { Complete } from "../calls/complete.ts";
import type { Container } from "./container.ts";
import type { ContainerSession } from "./container-verbs.ts";
import type { LogKeeper } from "../keep/logs.ts";
import type { Outputs } from "../calls/outputs.ts";
import type { Takers } from "./take-inputs.ts";
import type { Traces } from "../../traces/traces.ts";

export interface SessionParts {
  readonly calls: Calls;
  readonly takers: Takers;
  readonly complete: Complete;
  readonly outputs: Outputs;
  readonly logs: LogKeeper;
  readonly traces: Traces;
  readonly clock: Clock;
  /** The container serves from now on. */
  readonly onReady: (container: Container) => void;
}

export function attachSession(container: Container, parts: SessionParts): ContainerSession {
  if (container.isAttached)
    throw new LydianError("already-exists", `Container "${container.containerId}" is connected already`);
  container.isAttached = true;
  container.birth.bootedAtMs = parts.clock.preciseMs();
  let isTaking = false;
  return {
    async assignment(signal) {
      while (container.assignments.isEmpty) {
        if (signal.aborted || container.phase === "draining" || container.phase === "gone") {
          throw new LydianError("cancelled", "The container is not needed any more");
        }
        await container.assignments.wait(signal);
      }
      const [assignment] = container.assignments.drain();
      if (assignment === undefined) throw new Error("An assignment vanished");
      return assignment;
    },
    ready: (importedAtMs) => becomeReady(container, parts, importedAtMs),
    bootFailed(result, graceMs = 0) {
      container.bootFailure = { ...result, status: "init-failure" };
      if (graceMs === 0) container.process?.kill();
      else container.killWithin(graceMs, parts.clock);
    },
    grant: (slots) => container.grant(slots),
    offer: (slots) => container.offer(slots),
    prepare: () => parts.takers.prepare(container),
    async take(signal) {
      if (isTaking)
        throw new LydianError("failed-precondition", "Cannot wait for inputs: somebody does already");
      isTaking = true;
      try {
        return await parts.takers.take(container, signal);
      } finally {
        isTaking = false;
      }
    },
    traceContextOf: (input) => parts.traces.contextOf(input),
    complete: (attempts) => parts.complete.finish(container, attempts),
    async putChunks(attempt, chunks) {
      if (container.findRunning(attempt) === undefined) return;
      const outcome = await parts.calls.appendChunks(container.containerId, attempt, chunks);
      if (outcome === "stored") parts.outputs.publishChunks(attempt);
    },
    async cancellations(signal) {
      await container.cancellations.wait(signal);
      return container.cancellations.drain();
    },
    async stopOrder(signal) {
      await container.stopOrders.wait(signal);
      return container.stopOrders.drain().at(-1);
    },
    log(lines) {
      for (const line of lines) parts.logs.append(container, line);
    },
    detach() {
      container.isAttached = false;
      container.process?.kill();
    },
    giveUp(reason) {
      container.reasonGivenUp = reason;
      this.detach();
    },
    gone: container.gone.promise,
  };
}

function becomeReady(
  container: Container,
  { clock, onReady }: SessionParts,
  importedAtMs: number | undefined,
): void {
  if (container.phase !== "booting") return;
  container.birth.readyAtMs = clock.preciseMs();
  if (importedAtMs !== undefined) container.birth.importedAtMs = importedAtMs;
  container.startupTimer?.cancel();
  container.phase = "serving";
  container.startedAtMs = container.idleSinceMs = clock.nowMs();
  onReady(container);
}
