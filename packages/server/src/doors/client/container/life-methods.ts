import { google, modal } from "@lydian/protocol";
import { LydianError } from "../../../model/error.ts";
import { resultOf } from "../calls/result-messages.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { type OfficialContainer, type OfficialContainers, takenId } from "./official-containers.ts";

const {
  ContainerHeartbeatRequest,
  ContainerHeartbeatResponse,
  FunctionGetDynamicConcurrencyRequest,
  FunctionGetDynamicConcurrencyResponse,
  TaskResultRequest,
} = modal.client;
const { Empty } = google.protobuf;

/** A beat is cut after 15 s by its client; held so long, it carries a cancellation at once. */
const beatMs = 12_500;

/** How long a container that cannot start may take to say so and leave. */
const lastWordsMs = 5_000;

/** How a container begins, beats and ends. */
export function lifeMethods(containers: OfficialContainers): Methods {
  return {
    ContainerHello: unary("everyone", Empty, Empty, async (_request, { caller }) => {
      containers.heard(containers.of(caller));
      return {};
    }),
    ContainerHeartbeat: unary(
      "everyone",
      ContainerHeartbeatRequest,
      ContainerHeartbeatResponse,
      async (_request, { caller, signal }) => {
        const container = containers.of(caller);
        containers.heard(container);
        const patience = AbortSignal.any([signal, AbortSignal.timeout(beatMs)]);
        const inputIds = await idsToCancel(container, patience);
        if (inputIds.length > 0) for (const id of container.taken.keys()) container.neighbours.add(id);
        return inputIds.length === 0 ? {} : { cancelInputEvent: { inputIds } };
      },
    ),
    // It could not start, or an exit hook failed. The process ends by itself.
    TaskResult: unary("everyone", TaskResultRequest, Empty, async ({ result }, { caller }) => {
      const { session, isReady } = containers.of(caller);
      const failure = resultOf(result ?? {}, undefined);
      if (!isReady) session.bootFailed(failure, lastWordsMs);
      else if (failure.exception)
        session.log([{ stream: "system", text: `${failure.exception}\n`, atMs: Date.now() }]);
      return {};
    }),
    // As many as it may: what waits is handed to whoever has room.
    FunctionGetDynamicConcurrency: unary(
      "everyone",
      FunctionGetDynamicConcurrencyRequest,
      FunctionGetDynamicConcurrencyResponse,
      async ({ maxConcurrency, targetConcurrency }) => {
        const concurrency = maxConcurrency || targetConcurrency;
        if (concurrency > 0) return { concurrency };
        throw new LydianError("invalid-argument", "Cannot say how many inputs to take: no maximum is given");
      },
    ),
  };
}

/** What was cancelled, or all that it runs if it is to leave at once. */
async function idsToCancel(container: OfficialContainer, signal: AbortSignal): Promise<string[]> {
  const either = new AbortController();
  const both = AbortSignal.any([signal, either.signal]);
  const enough = (): void => either.abort();
  const [cancelled, order] = await Promise.all([
    container.session.cancellations(both).finally(enough),
    container.session.stopOrder(both).finally(enough),
  ]);
  return order?.isAbrupt === true ? [...container.taken.keys()] : cancelled.map(takenId);
}
