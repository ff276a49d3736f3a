import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import type { ContainerInfo } from "../../../model/container.ts";
import type { AppId } from "../../../model/ids.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";

const {
  ContainerStopRequest,
  ContainerStopResponse,
  TaskGetInfoRequest,
  TaskGetInfoResponse,
  TaskListRequest,
  TaskListResponse,
} = modal.client;

/** Containers as people see and stop them. */
export function containerMethods({
  containers,
  environments,
}: Pick<Engine, "containers" | "environments">): Methods {
  return {
    TaskList: unary("clients", TaskListRequest, TaskListResponse, async (request) => {
      const environment = await environments.read(request.environmentName);
      // An app is known by its id alone, whatever environment is named beside it.
      const listed =
        request.appId === ""
          ? containers.list({ environmentName: environment.name })
          : containers.list({ appId: request.appId as AppId }); // what is no app's id matches none
      return { tasks: listed.map(statsOf) };
    }),
    TaskGetInfo: unary("clients", TaskGetInfoRequest, TaskGetInfoResponse, async (request) => {
      const found = await containers.read(request.taskId);
      return {
        appId: found.appId,
        info: {
          id: found.containerId,
          enqueuedAt: found.enqueuedAtMs / 1000,
          ...("finishedAtMs" in found
            ? { startedAt: found.enqueuedAtMs / 1000, finishedAt: found.finishedAtMs / 1000 }
            : { startedAt: startedAtOf(found) }),
        },
      };
    }),
    ContainerStop: unary("clients", ContainerStopRequest, ContainerStopResponse, async (request) => {
      await containers.stop(request.taskId, { isGraceful: request.graceful });
      return {};
    }),
  };
}

function statsOf(container: ContainerInfo): modal.client.TaskStats.$Properties {
  return {
    taskId: container.containerId,
    appId: container.appId,
    appDescription: container.appName,
    startedAt: startedAtOf(container),
    // A deploy that replaces containers stops those that were asked for before it: never 0.
    enqueuedAt: container.enqueuedAtMs / 1000,
    lydianFunctionTag: container.functionTag,
    lydianState: container.state,
    lydianRunningInputs: container.runningInputs,
  };
}

function startedAtOf(container: ContainerInfo): number {
  return (container.startedAtMs ?? 0) / 1000;
}
