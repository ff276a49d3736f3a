import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import type { ExplainedInput } from "../../../model/ledger.ts";
import { type Methods, unary } from "../method.ts";

const { FunctionCallExplainRequest, FunctionCallExplainResponse } = modal.client;

/** Inputs of one answer. */
const inputsMax = 10_000;

/** Ours: how inputs came to what they are. */
export function explainMethods({ calls, functions }: Pick<Engine, "calls" | "functions">): Methods {
  return {
    FunctionCallExplain: unary(
      "everyone",
      FunctionCallExplainRequest,
      FunctionCallExplainResponse,
      async ({ functionCallId, from, limit }) => {
        const { call, inputs: totalInputs } = await calls.read(functionCallId);
        const inputs = await calls.explain(functionCallId, { from, limit: Math.min(limit, inputsMax) });
        // A call outlives its function.
        const resolved = await functions.resolve(call.functionId).catch(() => undefined);
        return {
          appName: resolved?.appName ?? "",
          functionName: resolved?.definition.tag ?? call.functionId,
          totalInputs,
          inputs: inputs.map(inputMessageOf),
        };
      },
    ),
  };
}

function inputMessageOf(input: ExplainedInput): modal.client.ExplainedInput.$Properties {
  const { index, containerId, acceptedAtMs, finishedAtMs, ledger, ...same } = input;
  return {
    ...same,
    idx: index,
    taskId: containerId ?? "",
    acceptedAt: ledger?.acceptedAtMs ?? acceptedAtMs ?? 0,
    finishedAt: finishedAtMs ?? 0,
    ...(ledger === undefined
      ? {}
      : {
          ledger: {
            durableAt: ledger.durableAtMs ?? 0,
            placedAt: ledger.placedAtMs,
            askedAt: ledger.askedAtMs ?? 0,
            bootedAt: ledger.bootedAtMs ?? 0,
            importedAt: ledger.importedAtMs ?? 0,
            readyAt: ledger.readyAtMs ?? 0,
            enteredAt: ledger.enteredAtMs,
            ranAt: ledger.ranAtMs,
          },
        }),
  };
}
