import type { Command } from "commander";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian environment rename NAME NEW` */
export function addEnvironmentRename(parent: Command): void {
  const command = parent
    .command("rename <name> <new-name>")
    .alias("update")
    .description("give an environment another name; what is in it stays");
  withExamples(withJson(command), "lydian environment rename staging preview").action(renameEnvironment);
}

async function renameEnvironment(name: string, newName: string, options: OutputOptions): Promise<void> {
  await withServer({}, (server) =>
    server.rpc("EnvironmentUpdate", { currentName: name, name: { value: newName } }),
  );
  printResult(options, { name: newName, formerName: name }, `Environment "${name}" is now "${newName}".`);
}
