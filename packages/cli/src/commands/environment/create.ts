import type { Command } from "commander";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian environment create NAME` */
export function addEnvironmentCreate(parent: Command): void {
  const command = parent
    .command("create <name>")
    .description("make an environment: apps and secrets of its own");
  withExamples(
    withJson(command),
    "lydian environment create staging",
    "lydian deploy app.ts --env staging",
  ).action(createEnvironment);
}

async function createEnvironment(name: string, options: OutputOptions): Promise<void> {
  await withServer({}, (server) => server.rpc("EnvironmentCreate", { name }));
  printResult(options, { name }, `Environment "${name}" created.`);
}
