import type { InputRef } from "../../model/call.ts";
import type { Caller } from "../../model/caller.ts";
import type { Traces } from "../../traces/traces.ts";
import type { ContainerTable } from "../containers/container-table.ts";

/** The trace context of an input that runs in the caller, a container. */
export type TraceOfParent = (caller: Caller, input: InputRef | undefined) => string | undefined;

/** Finds the trace of what makes a call, which is in no request: not all clients know traces. */
export function traceOfParent(table: ContainerTable, traces: Traces): TraceOfParent {
  return (caller, input) => {
    if (caller.kind !== "container" || input === undefined) return undefined;
    const running = table.find(caller.containerId)?.running.values() ?? [];
    for (const { input: parent } of running)
      if (parent.callId === input.callId && parent.index === input.index) return traces.contextOf(parent);
    return undefined;
  };
}
