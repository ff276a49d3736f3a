import { InvalidArgumentError, type Command } from "commander";
import { FunctionCall } from "lydian";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian cancel CALL` */
export function addCancel(program: Command): void {
  const command = program
    .command("cancel <call-id>")
    .description("end what is unfinished of a call that was started")
    .option("--index <number>", "only this input", parseIndex)
    .option("--terminate-containers", "end the containers that run it, without asking its code first");
  withExamples(
    withJson(command),
    "lydian cancel fc-0OpAz9DqBqKv1mJxwYb7Lc",
    "lydian cancel fc-0OpAz9DqBqKv1mJxwYb7Lc --index 7",
  ).action(cancel);
}

async function cancel(
  callId: string,
  options: OutputOptions & { readonly index?: number; readonly terminateContainers?: boolean },
): Promise<void> {
  const { index, terminateContainers = false } = options;
  const which = index === undefined ? {} : { index };
  await withServer({}, ({ client }) =>
    FunctionCall.fromId(callId, { client }).cancel({ terminateContainers, ...which }),
  );
  const what = index === undefined ? `Call ${callId}` : `Input ${index} of call ${callId}`;
  printResult(options, { callId, ...which }, `${what} is cancelled.`);
}

function parseIndex(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected a whole number, 0 for the first input");
}
