import type { Call, NewInput } from "../model/call.ts";
import type { CallId } from "../model/ids.ts";
import type { Calls, FinishedInput } from "../store/calls.ts";
import type { Store } from "../store/store.ts";
import type { History } from "./history/history.ts";
import { overlaid } from "./overlay.ts";

/** Tells the history what is committed, in the order in which it is. */
export function watchedStore(store: Store, history: History): Store {
  const watched = { ...additions(store.calls, history), ...endings(store.calls, history) };
  return { ...store, calls: overlaid(store.calls, watched) };
}

function additions(calls: Calls, history: History): Pick<Calls, "open" | "append" | "claim" | "retryFailed"> {
  const { commits } = history;
  return {
    async open(call, inputs, options) {
      const version = history.liveVersionOf(call.functionId);
      const outcome = await calls.open(call, inputs, options);
      const flow = options.flow ?? call.callId;
      if (outcome.kind === "opened") accept(history, call, inputs, { ...options, flow, version });
      if (outcome.kind === "full") refuse(history, call.callId, inputs, options.claimFor);
      return outcome;
    },
    async append(callId, inputs, options) {
      const call = commits.calls.get(callId);
      const version = history.liveVersionOf(call?.functionId ?? "");
      const outcome = await calls.append(callId, inputs, options);
      if (outcome.kind !== "appended") refuse(history, callId, inputs, options.claimFor);
      if (outcome.kind !== "appended" || call === undefined) return outcome;
      const isNew = (_: unknown, i: number): boolean => outcome.isNew[i] === true;
      const claimFor = options.claimFor?.filter(isNew) ?? [];
      accept(history, call, inputs.filter(isNew), { claimFor, flow: callId, version });
      return outcome;
    },
    async claim(functionId, containerId, limit) {
      const version = history.liveVersionOf(functionId);
      const claimed = await calls.claim(functionId, containerId, limit);
      for (const input of claimed)
        history.claimed(input, containerId, { version, isFirst: input.attempt === 1 });
      return claimed;
    },
    async retryFailed(callId, options) {
      const outcome = await calls.retryFailed(callId, options);
      if (outcome.kind === "retried") commits.retriedAll(callId, outcome.count);
      return outcome;
    },
  };
}

type Endings = Pick<Calls, "complete" | "release" | "releaseAll" | "finish" | "cancel">;

function endings(calls: Calls, history: History): Endings {
  const { commits, attempts } = history;
  const finishOthers = (finished: readonly FinishedInput[]): readonly FinishedInput[] => {
    for (const { output } of finished) history.finished(output, "other");
    return finished;
  };
  return {
    async complete(containerId, completions, durability) {
      const outcomes = await calls.complete(containerId, completions, durability);
      for (const [i, outcome] of outcomes.entries()) {
        const completion = completions[i];
        if (completion === undefined || outcome.kind === "stale") continue;
        attempts.decided(completion, commits.settingsOf(completion.attempt));
        commits.completed(completion);
        if (outcome.kind === "finished") history.finished(outcome.output, "container");
      }
      return outcomes;
    },
    async release(containerId) {
      const released = await calls.release(containerId);
      commits.lost(containerId);
      return released;
    },
    async releaseAll() {
      const count = await calls.releaseAll();
      commits.lostAll();
      return count;
    },
    finish: async (...args) => finishOthers(await calls.finish(...args)),
    cancel: async (...args) => finishOthers(await calls.cancel(...args)),
  };
}

interface Acceptance {
  readonly claimFor?: readonly (string | undefined)[];
  readonly flow: string;
  readonly version: number;
}

function accept(
  history: History,
  call: Call,
  inputs: readonly NewInput[],
  { claimFor = [], flow, version }: Acceptance,
): void {
  history.accepted(call, inputs, flow);
  for (const [i, { index }] of inputs.entries()) {
    const containerId = claimFor[i];
    if (containerId === undefined) continue;
    history.claimed({ callId: call.callId, index }, containerId, { version, isFirst: true });
  }
}

function refuse(
  { attempts }: History,
  callId: CallId,
  inputs: readonly NewInput[],
  claimFor: readonly (string | undefined)[] = [],
): void {
  for (const [i, { index }] of inputs.entries()) {
    const containerId = claimFor[i];
    if (containerId !== undefined) attempts.refused({ callId, index }, containerId);
  }
}
