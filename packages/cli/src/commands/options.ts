/** Options that many verbs share, so that they read the same everywhere. */
import type { Command } from "commander";
import type { OutputOptions } from "../output/print.ts";

export interface EnvironmentOptions {
  readonly env?: string;
}

export type CommonOptions = OutputOptions & EnvironmentOptions;

/** Adds `--json`. */
export function withJson(command: Command): Command {
  return command.option("--json", "print JSON on standard output, and nothing else there");
}

/** Adds `--env`. */
export function withEnvironment(command: Command): Command {
  return command.option(
    "-e, --env <name>",
    "environment to use (default: MODAL_ENVIRONMENT, then the profile's, then the server's)",
  );
}

/** Adds `--json` and `--env`. */
export function withCommon(command: Command): Command {
  return withJson(withEnvironment(command));
}

/** Adds examples below the generated help. */
export function withExamples(command: Command, ...examples: readonly string[]): Command {
  return command.addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${line}`).join("\n")}`);
}
