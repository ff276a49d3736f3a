import type { Command } from "commander";
import { FunctionCall } from "lydian";
import { describeInput, describeInputs } from "../../explain/describe.ts";
import { phasesOf } from "../../explain/phases.ts";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** Inputs of a map that are looked at. */
const inputsMax = 10_000;

/** `lydian explain CALL` */
export function addExplain(program: Command): void {
  const command = program
    .command("explain <call-id>")
    .description("show what took how long in a call: waiting, starting, importing, running");
  withExamples(withJson(command), "lydian explain fc-0OpAz9DqBqKv1mJxwYb7Lc").action(explain);
}

async function explain(callId: string, options: OutputOptions): Promise<void> {
  // Refuses what can be no id, with the words of every other command.
  FunctionCall.fromId(callId);
  const explained = await withServer({}, (server) =>
    server.rpc("FunctionCallExplain", { functionCallId: callId, from: 0, limit: inputsMax }),
  );
  const { appName, functionName, totalInputs, inputs } = explained;
  const name = appName === "" ? functionName : `${appName} ${functionName.replace(/\.\*$/, "")}`;
  const [only] = inputs;
  const text =
    inputs.length === 1 && only !== undefined
      ? describeInput(only, process.stdout)
      : describeInputs(explained);
  const json = {
    callId,
    appName,
    functionName,
    totalInputs,
    inputs: inputs.map((input) => ({ ...input, phases: phasesOf(input) })),
  };
  printResult(options, json, `Call ${callId} of ${name}\n${text}`);
}
