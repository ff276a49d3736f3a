import type { Command } from "commander";
import { formatInstant, isoInstant } from "../../output/instant.ts";
import { printResult } from "../../output/print.ts";
import { formatTable } from "../../output/table.ts";
import { appStateName } from "../../server/find-app.ts";
import { withServer } from "../../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "../options.ts";

/** `lydian app list` */
export function addAppList(parent: Command): void {
  const command = parent
    .command("list")
    .description("list deployed and running apps and those stopped lately");
  withExamples(withCommon(command), "lydian app list", "lydian app list --env staging --json").action(
    listApps,
  );
}

async function listApps(options: CommonOptions): Promise<void> {
  const { apps } = await withServer(options, (server) =>
    server.rpc("AppList", { environmentName: server.client.environmentName }),
  );
  const rows = apps.map((app) => ({
    appId: app.appId ?? "",
    name: app.name || (app.description ?? ""),
    state: appStateName(app.state),
    containers: app.nRunningTasks ?? 0,
    createdAt: app.createdAt ?? 0,
    stoppedAt: app.stoppedAt ?? 0,
  }));
  printResult(
    options,
    rows.map((row) => ({
      ...row,
      createdAt: isoInstant(row.createdAt),
      stoppedAt: isoInstant(row.stoppedAt),
    })),
    formatTable(
      ["APP ID", "NAME", "STATE", "CONTAINERS", "CREATED", "STOPPED"],
      rows.map((row) => [
        row.appId,
        row.name,
        row.state,
        String(row.containers),
        formatInstant(row.createdAt),
        formatInstant(row.stoppedAt),
      ]),
    ),
  );
}
