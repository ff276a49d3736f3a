import { inspect } from "node:util";
import type { Command } from "commander";
import { FunctionCall, type Outcome } from "lydian";
import { usageError } from "../../failure.ts";
import { printJson, type OutputOptions } from "../../output/print.ts";
import { interruptible, unlessInterrupted } from "../../run/interrupt.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

interface ResultsOptions extends OutputOptions {
  readonly from: string;
  readonly limit: string;
  readonly follow?: boolean;
}

/** `lydian results CALL` */
export function addResults(program: Command): void {
  const command = program
    .command("results <call-id>")
    .description("print the results of a call that was started, a line for each input")
    .option("--from <index>", "the input to begin with", "0")
    .option("--limit <count>", "how many inputs to look at, without waiting for them", "100")
    .option("-f, --follow", "print all from there on, each as soon as it is there");
  withExamples(
    withJson(command),
    "lydian results fc-0OpAz9DqBqKv1mJxwYb7Lc",
    "lydian results fc-0OpAz9DqBqKv1mJxwYb7Lc --from 500 --limit 50",
    "lydian results fc-0OpAz9DqBqKv1mJxwYb7Lc --follow --json > results.jsonl",
  ).action(results);
}

async function results(callId: string, options: ResultsOptions): Promise<void> {
  const from = parseCount("--from", options.from);
  const limit = parseCount("--limit", options.limit);
  await withServer({}, ({ client }) =>
    interruptible(async (interrupt) => {
      const call = FunctionCall.fromId(callId, { client });
      const printing =
        options.follow === true ? printAll(call, from, options) : printPage(call, { from, limit }, options);
      await unlessInterrupted(interrupt, printing);
    }),
  );
}

async function printPage(
  call: FunctionCall,
  page: { readonly from: number; readonly limit: number },
  options: OutputOptions,
): Promise<void> {
  for (const outcome of await call.getPage(page)) print(outcome, options);
}

async function printAll(call: FunctionCall, from: number, options: OutputOptions): Promise<void> {
  let index = from;
  for await (const value of call.iter({ from, returnExceptions: true })) {
    print(
      value instanceof Error
        ? { index, state: "failed", error: value }
        : { index, state: "succeeded", value },
      options,
    );
    index += 1;
  }
}

function print(outcome: Outcome<unknown>, { json }: OutputOptions): void {
  if (json === true) printJson(jsonOf(outcome));
  else process.stdout.write(`${outcome.index}\t${textOf(outcome)}\n`);
}

function jsonOf(outcome: Outcome<unknown>): object {
  if (outcome.state !== "failed") return outcome;
  const { name, message } = outcome.error;
  return { ...outcome, error: { name, message } };
}

function textOf(outcome: Outcome<unknown>): string {
  switch (outcome.state) {
    case "unfinished":
      return "(unfinished)";
    case "failed":
      return `${outcome.error.name}: ${outcome.error.message}`;
    case "succeeded":
      return typeof outcome.value === "string" ? outcome.value : inspect(outcome.value, { depth: null });
  }
}

function parseCount(option: string, text: string): number {
  const count = Number(text);
  if (text.trim() !== "" && Number.isSafeInteger(count) && count >= 0) return count;
  throw usageError(`${option} must be a whole number from 0, not "${text}"`);
}
