import { modal } from "@lydian/protocol";
import type { Command } from "commander";
import { formatInstant, isoInstant } from "../../output/instant.ts";
import { printResult } from "../../output/print.ts";
import { formatTable } from "../../output/table.ts";
import { findApp } from "../../server/find-app.ts";
import { withServer } from "../../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "../options.ts";

/** `lydian app history APP` */
export function addAppHistory(parent: Command): void {
  const command = parent
    .command("history <app>")
    .description("list the versions of an app, the live one first");
  withExamples(withCommon(command), "lydian app history my-shared-app").action(showHistory);
}

async function showHistory(app: string, options: CommonOptions): Promise<void> {
  const { appDeploymentHistories: entries } = await withServer(options, async (server) => {
    const { appId } = await findApp(server, app, { allowStopped: true });
    return await server.rpc("AppDeploymentHistory", { appId });
  });
  const versions = entries.map((entry) => ({
    version: entry.version ?? 0,
    deployedAt: entry.deployedAt ?? 0,
    deployedBy: entry.deployedBy ?? "",
    client: entry.clientVersion ?? "",
    tag: entry.tag ?? "",
    rollbackOf: entry.rollbackVersion ? entry.rollbackVersion : null,
    type: typeName(entry.deploymentType),
  }));
  printResult(
    options,
    versions.map((version) => ({ ...version, deployedAt: isoInstant(version.deployedAt) })),
    formatTable(
      ["VERSION", "DEPLOYED", "BY", "CLIENT", "TAG", "NOTE"],
      versions.map((version) => [
        `v${version.version}`,
        formatInstant(version.deployedAt),
        version.deployedBy,
        version.client,
        version.tag,
        noteOf(version),
      ]),
    ),
  );
}

type TypeName = "deploy" | "rollback" | "rollover" | "promotion" | "staged";

function typeName(type: modal.client.DeploymentType | null | undefined): TypeName {
  const { DeploymentType } = modal.client;
  switch (type) {
    case DeploymentType.DEPLOYMENT_TYPE_ROLLBACK:
      return "rollback";
    case DeploymentType.DEPLOYMENT_TYPE_ROLLOVER:
      return "rollover";
    case DeploymentType.DEPLOYMENT_TYPE_PROMOTION:
      return "promotion";
    case DeploymentType.DEPLOYMENT_TYPE_STAGED:
      return "staged";
    default:
      return "deploy";
  }
}

function noteOf({
  type,
  rollbackOf,
}: {
  readonly type: TypeName;
  readonly rollbackOf: number | null;
}): string {
  if (type === "deploy") return "";
  return rollbackOf === null ? type : `rollback to v${rollbackOf}`;
}
