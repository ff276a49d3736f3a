import type { Command } from "commander";
import { type CallStatus, FunctionCall } from "lydian";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { interruptible, unlessInterrupted } from "../../run/interrupt.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

interface StatusOptions extends OutputOptions {
  readonly follow?: boolean;
}

/** `lydian status CALL` */
export function addStatus(program: Command): void {
  const command = program
    .command("status <call-id>")
    .description("show how far a call is that was started")
    .option("-f, --follow", "show it whenever it has changed, until all is done");
  withExamples(
    withJson(command),
    "lydian status fc-0OpAz9DqBqKv1mJxwYb7Lc",
    "lydian status fc-0OpAz9DqBqKv1mJxwYb7Lc --follow",
  ).action(status);
}

async function status(callId: string, options: StatusOptions): Promise<void> {
  await withServer({}, ({ client }) =>
    interruptible(async (interrupt) => {
      const call = FunctionCall.fromId(callId, { client });
      await unlessInterrupted(
        interrupt,
        options.follow === true ? follow(call, options) : show(call, options),
      );
    }),
  );
}

async function show(call: FunctionCall, options: OutputOptions): Promise<void> {
  const found = await call.status();
  printResult(options, { callId: call.objectId, ...found }, describe(found));
}

/** In a terminal one line that changes, elsewhere a line each. */
async function follow(call: FunctionCall, options: OutputOptions): Promise<void> {
  const isRewritten = process.stdout.isTTY && options.json !== true;
  for await (const found of call.watch()) {
    if (isRewritten) process.stdout.write(`\r\u001B[K${describe(found)}`);
    else printResult(options, { callId: call.objectId, ...found }, describe(found));
  }
  if (isRewritten) process.stdout.write("\n");
}

function describe(found: CallStatus): string {
  const { total, unfinished } = found;
  const counts = (["succeeded", "failed", "timedOut", "cancelled", "unfinished"] as const)
    .filter((state) => found[state] > 0)
    .map((state) => `${found[state]} ${state === "timedOut" ? "timed out" : state}`);
  const share = total === 0 ? "" : `${Math.floor((100 * (total - unfinished)) / total)} % of `;
  return `${share}${total} ${total === 1 ? "input" : "inputs"}: ${counts.join(", ") || "none yet"}`;
}
