import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { LydianError } from "../../../model/error.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { autoscalerChangesOf, autoscalerMessageOf } from "./settings.ts";

const {
  FunctionGetCurrentStatsRequest,
  FunctionGetSchedulingParamsRequest,
  FunctionGetSchedulingParamsResponse,
  FunctionStats,
  FunctionUpdateSchedulingParamsRequest,
  FunctionUpdateSchedulingParamsResponse,
} = modal.client;

/** How many containers a function has, and may have. */
export function autoscalerMethods({ functions }: Pick<Engine, "functions">): Methods {
  return {
    FunctionGetCurrentStats: unary(
      "everyone",
      FunctionGetCurrentStatsRequest,
      FunctionStats,
      async (request) => {
        const stats = await functions.stats(request.functionId);
        return {
          backlog: stats.backlog,
          numTotalTasks: stats.totalContainers,
          numRunningInputs: stats.runningInputs,
          inputHeadroom: stats.inputHeadroom,
        };
      },
    ),
    FunctionGetSchedulingParams: unary(
      "everyone",
      FunctionGetSchedulingParamsRequest,
      FunctionGetSchedulingParamsResponse,
      async (request) => {
        const { autoscaler } = (await functions.resolve(request.functionId)).settings;
        return { autoscalerConfiguration: { settings: autoscalerMessageOf(autoscaler) } };
      },
    ),
    FunctionUpdateSchedulingParams: unary(
      "clients",
      FunctionUpdateSchedulingParamsRequest,
      FunctionUpdateSchedulingParamsResponse,
      async (request) => {
        const settings = request.settings ?? {};
        refuseServerSettings(settings);
        const inForce = await functions.updateAutoscaler(request.functionId, autoscalerChangesOf(settings));
        return { currentSettings: autoscalerMessageOf(inForce) };
      },
    ),
  };
}

function refuseServerSettings(settings: modal.client.AutoscalerSettings.$Properties): void {
  const isForServers =
    typeof settings.scaleupWindow === "number" ||
    typeof settings.targetConcurrency === "number" ||
    typeof settings.targetConcurrencyFloat === "number" ||
    typeof settings.scaledownRateLimit === "number";
  if (!isForServers) return;
  throw new LydianError(
    "invalid-argument",
    "Cannot set a scale-up window, a target concurrency or a scale-down rate: those are settings of servers",
  );
}
