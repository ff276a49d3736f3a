import { resultStatus } from "./session/payloads.ts";
import type { modal } from "@lydian/protocol";

/** How an input stands; `failure` is whatever was neither of the others. */
export type InputStatus = "pending" | "success" | "failure" | "terminated" | "timeout";

/** One input in the tree of calls that a function's calls make. */
export interface CallGraphNode {
  readonly inputId: string;
  readonly functionCallId: string;
  readonly functionName: string;
  readonly status: InputStatus;
  /** The container, if one took it. */
  readonly taskId?: string;
  /** Inputs of the calls that this one made. */
  readonly children: readonly CallGraphNode[];
}

const statuses: Readonly<Record<number, InputStatus>> = {
  0: "pending",
  [resultStatus.success]: "success",
  [resultStatus.terminated]: "terminated",
  [resultStatus.timeout]: "timeout",
};

/** The trees of an answer that lists calls and inputs; a call whose parent is not in it is a root. */
export function buildGraph(
  answer: modal.client.FunctionGetCallGraphResponse.$Properties,
): readonly CallGraphNode[] {
  const calls = new Map((answer.functionCalls ?? []).map((call) => [call.functionCallId ?? "", call]));
  const nodes = new Map<string, CallGraphNode & { readonly children: CallGraphNode[] }>();
  for (const input of answer.inputs ?? []) {
    const functionCallId = input.functionCallId ?? "";
    nodes.set(input.inputId ?? "", {
      inputId: input.inputId ?? "",
      functionCallId,
      functionName: calls.get(functionCallId)?.functionName ?? "",
      status: statuses[input.status ?? 0] ?? "failure",
      ...(input.taskId && { taskId: input.taskId }),
      children: [],
    });
  }
  const roots: CallGraphNode[] = [];
  for (const node of nodes.values()) {
    const parent = nodes.get(calls.get(node.functionCallId)?.parentInputId ?? "");
    (parent?.children ?? roots).push(node);
  }
  return roots;
}
