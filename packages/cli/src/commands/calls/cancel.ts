import type { Command } from "commander";
import { FunctionCall } from "lydian";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian cancel CALL` */
export function addCancel(program: Command): void {
  const command = program
    .command("cancel <call-id>")
    .description("end what is unfinished of a call that was started")
    .option("--terminate-containers", "end the containers that run it, without asking its code first");
  withExamples(withJson(command), "lydian cancel fc-0OpAz9DqBqKv1mJxwYb7Lc").action(cancel);
}

async function cancel(
  callId: string,
  options: OutputOptions & { readonly terminateContainers?: boolean },
): Promise<void> {
  const { terminateContainers = false } = options;
  await withServer({}, ({ client }) =>
    FunctionCall.fromId(callId, { client }).cancel({ terminateContainers }),
  );
  printResult(options, { callId }, `Call ${callId} is cancelled.`);
}
