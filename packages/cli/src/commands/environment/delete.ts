import type { Command } from "commander";
import { confirm } from "../../output/confirm.ts";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian environment delete NAME` */
export function addEnvironmentDelete(parent: Command): void {
  const command = parent
    .command("delete <name>")
    .description("stop the apps of an environment and delete it with its secrets")
    .option("-y, --yes", "do not ask");
  withExamples(withJson(command), "lydian environment delete staging --yes").action(deleteEnvironment);
}

async function deleteEnvironment(
  name: string,
  options: OutputOptions & { readonly yes?: boolean },
): Promise<void> {
  await confirm(options, `Delete environment "${name}", its apps and its secrets?`);
  await withServer({}, (server) => server.rpc("EnvironmentDelete", { name }));
  printResult(options, { name }, `Environment "${name}" deleted.`);
}
