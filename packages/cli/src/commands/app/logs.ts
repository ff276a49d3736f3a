import type { Command } from "commander";
import { usageError } from "../../failure.ts";
import { LogPrinter } from "../../output/log-line.ts";
import { findApp } from "../../server/find-app.ts";
import { fetchLogs, followLogs } from "../../server/logs.ts";
import { withServer } from "../../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "../options.ts";

interface LogsOptions extends CommonOptions {
  readonly follow?: boolean;
  readonly tail: string;
  readonly call?: string;
  readonly container?: string;
  readonly timestamps?: boolean;
}

/** The most lines that one answer of the server may hold. */
const tailMax = 20_000;

/** `lydian app logs APP` */
export function addAppLogs(parent: Command): void {
  const command = parent
    .command("logs <app>")
    .description("show what the functions of an app printed")
    .option("-f, --follow", "go on as more is printed, until the app stops or Ctrl-C")
    .option("-n, --tail <lines>", "how many of the last lines to show first", "100")
    .option("--call <id>", "only of this function call")
    .option("--container <id>", "only of this container")
    .option("--timestamps", "start each line with its time");
  withExamples(
    withCommon(command),
    "lydian app logs my-shared-app",
    "lydian app logs my-shared-app --follow --timestamps",
  ).action(showLogs);
}

async function showLogs(app: string, options: LogsOptions): Promise<void> {
  const limit = /^\d{1,5}$/.test(options.tail) ? Number(options.tail) : Number.NaN;
  if (!(limit <= tailMax))
    throw usageError(`Cannot show ${options.tail} lines: give a number up to ${tailMax}`);
  await withServer(options, async (server) => {
    const { appId } = await findApp(server, app, { allowStopped: true });
    const filter = { functionCallId: options.call ?? "", taskId: options.container ?? "" };
    const stored = await fetchLogs(server, { appId, limit, ...filter });
    const printer = new LogPrinter(options);
    for (const line of stored.lines) printer.print(line);
    if (options.follow === true) {
      const lines = followLogs(server, { appId, ...filter, after: stored.cursor });
      for await (const line of lines) printer.print(line);
    }
    printer.end();
  });
}
