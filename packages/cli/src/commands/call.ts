import type { Command } from "commander";
import { Explanation } from "../explain/explanation.ts";
import { callAndPrint, lookUpCallable } from "../invoke/callable.ts";
import { runningCallable } from "../invoke/running-callable.ts";
import { parseJsonObject, parseWords } from "../invoke/words.ts";
import { interruptible, unlessInterrupted } from "../run/interrupt.ts";
import { isAppId } from "../server/find-app.ts";
import { withServer } from "../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "./options.ts";

interface CallOptions extends CommonOptions {
  readonly kwargs?: string;
  readonly params?: string;
  readonly spawn?: boolean;
  readonly explain?: boolean;
  readonly idempotencyKey?: string;
}

/** `lydian call APP FUNCTION [ARGS…]` */
export function addCall(program: Command): void {
  const command = program
    .command("call <app> <function> [args...]")
    .description("call a deployed function and print its result, or its yields as they come")
    .option("--kwargs <json>", "keyword arguments, as a JSON object")
    .option("--params <json>", "parameters of the class, as a JSON object, for CLASS.METHOD")
    .option("--spawn", "start it, and print the id by which status, results and cancel know it")
    .option("--explain", "say afterwards, on standard error, what took how long")
    .option("--idempotency-key <key>", "run it once for this key, and print that result every time");
  withExamples(
    withCommon(command),
    "lydian call my-shared-app square 42",
    "lydian call my-shared-app countdown 3",
    `lydian call my-shared-app MyLifecycleClass.foo --params '{"name": "you"}'`,
    "lydian call my-app train --spawn --idempotency-key training-7",
    `lydian call my-app greet hello '["json", 1, true]' -- --not-an-option`,
  ).action(call);
}

async function call(
  app: string,
  name: string,
  words: readonly string[],
  options: CallOptions,
): Promise<void> {
  const kwargs = options.kwargs === undefined ? undefined : parseJsonObject("--kwargs", options.kwargs);
  const params = options.params === undefined ? undefined : parseJsonObject("--params", options.params);
  await withServer(options, (server) =>
    interruptible(async (interrupt) => {
      const callable = isAppId(app)
        ? await runningCallable(server, app, name)
        : await lookUpCallable(server, app, name, params);
      const explanation = options.explain === true ? new Explanation(server) : undefined;
      const printing = callAndPrint(callable, parseWords(words), {
        ...(explanation === undefined ? {} : { onCallId: explanation.note }),
        signal: interrupt,
        ...(options.json === undefined ? {} : { json: options.json }),
        ...(kwargs === undefined ? {} : { kwargs }),
        ...(options.spawn === undefined ? {} : { isSpawned: options.spawn }),
        ...(options.idempotencyKey === undefined ? {} : { idempotencyKey: options.idempotencyKey }),
      });
      await unlessInterrupted(interrupt, explanation === undefined ? printing : explanation.after(printing));
    }),
  );
}
