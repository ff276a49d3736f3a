import type { Command } from "commander";
import { FunctionCall } from "lydian";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian retry CALL` */
export function addRetry(program: Command): void {
  const command = program
    .command("retry <call-id>")
    .description("run the failed inputs of a call of spawnMap again");
  withExamples(withJson(command), "lydian retry fc-0OpAz9DqBqKv1mJxwYb7Lc").action(retry);
}

async function retry(callId: string, options: OutputOptions): Promise<void> {
  const retried = await withServer({}, ({ client }) => FunctionCall.fromId(callId, { client }).retryFailed());
  const inputs = retried === 1 ? "1 input runs again" : `${retried} inputs run again`;
  printResult(options, { callId, retried }, retried === 0 ? "None has failed." : `${inputs}.`);
}
