import type { Command } from "commander";
import { formatInstant, isoInstant } from "../../output/instant.ts";
import { printResult } from "../../output/print.ts";
import { formatTable } from "../../output/table.ts";
import { findApp } from "../../server/find-app.ts";
import { withServer } from "../../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "../options.ts";

/** `lydian container list` */
export function addContainerList(parent: Command): void {
  const command = parent
    .command("list")
    .description("list the containers of an environment, or of one app")
    .option("--app <app>", "only of this app: its name or id");
  withExamples(
    withCommon(command),
    "lydian container list",
    "lydian container list --app my-shared-app",
  ).action(listContainers);
}

async function listContainers(options: CommonOptions & { readonly app?: string }): Promise<void> {
  const { tasks } = await withServer(options, async (server) => {
    const appId = options.app === undefined ? "" : (await findApp(server, options.app)).appId;
    return await server.rpc("TaskList", { environmentName: server.client.environmentName, appId });
  });
  const containers = tasks.map((task) => ({
    containerId: task.taskId ?? "",
    app: task.appDescription ?? "",
    appId: task.appId ?? "",
    function: task.lydianFunctionTag ?? "",
    state: task.lydianState ?? "",
    runningInputs: task.lydianRunningInputs ?? 0,
    startedAt: task.startedAt ?? 0,
  }));
  printResult(
    options,
    containers.map((container) => ({ ...container, startedAt: isoInstant(container.startedAt) })),
    formatTable(
      ["CONTAINER ID", "APP", "FUNCTION", "STATE", "RUNNING", "STARTED"],
      containers.map((container) => [
        container.containerId,
        container.app,
        container.function,
        container.state,
        String(container.runningInputs),
        formatInstant(container.startedAt),
      ]),
    ),
  );
}
