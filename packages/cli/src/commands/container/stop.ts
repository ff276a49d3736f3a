import type { Command } from "commander";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian container stop ID` */
export function addContainerStop(parent: Command): void {
  const command = parent
    .command("stop <id>")
    .description("stop a container; its inputs run again in another one")
    .option("--graceful", "let it finish what it runs");
  withExamples(withJson(command), "lydian container stop ta-0OpAz9DqBqKv1mJxwYb7Lc").action(stopContainer);
}

async function stopContainer(
  taskId: string,
  options: OutputOptions & { readonly graceful?: boolean },
): Promise<void> {
  await withServer({}, (server) =>
    server.rpc("ContainerStop", { taskId, graceful: options.graceful === true }),
  );
  printResult(options, { containerId: taskId }, `Container "${taskId}" is stopping.`);
}
