import type { Command } from "commander";
import { usageError } from "../../failure.ts";
import { printResult } from "../../output/print.ts";
import { findApp } from "../../server/find-app.ts";
import { withServer } from "../../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "../options.ts";

/** `lydian app rollback APP [VERSION]` */
export function addAppRollback(parent: Command): void {
  const command = parent
    .command("rollback <app> [version]")
    .description("go back to an earlier version, by default the one before the live one");
  withExamples(
    withCommon(command),
    "lydian app rollback my-shared-app",
    "lydian app rollback my-shared-app v3",
  ).action(rollback);
}

async function rollback(app: string, text: string | undefined, options: CommonOptions): Promise<void> {
  const version = parseVersion(text);
  const { appId, url, live } = await withServer(options, async (server) => {
    const found = await findApp(server, app);
    const reply = await server.rpc("AppRollback", { appId: found.appId, version });
    const { appDeploymentHistories: history } = await server.rpc("AppDeploymentHistory", {
      appId: found.appId,
    });
    return { appId: found.appId, url: reply.url, live: history[0] ?? {} };
  });
  const [number, rollbackOf] = [live.version ?? 0, live.rollbackVersion ?? 0];
  printResult(
    options,
    { appId, url, version: number, rollbackOf },
    `App "${app}" is back at version ${rollbackOf}, as version ${number}: ${url}`,
  );
}

/** The server's own word for "the one before the live one" is -1. */
function parseVersion(text: string | undefined): number {
  if (text === undefined) return -1;
  const digits = /^v?([1-9]\d{0,8})$/.exec(text)?.[1];
  if (digits === undefined) {
    throw usageError(`Cannot read version "${text}"`, "Give a number of: lydian app history APP");
  }
  return Number(digits);
}
