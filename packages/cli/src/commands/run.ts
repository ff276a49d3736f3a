import { basename } from "node:path";
import type { Command } from "commander";
import { hydrateApp } from "lydian/internal";
import { publishWithProgress } from "../deploy/deploy.ts";
import { loadApp } from "../deploy/load.ts";
import { callAndPrint } from "../invoke/callable.ts";
import { ownCallable } from "../invoke/own-callable.ts";
import { parseJsonObject, parseWords } from "../invoke/words.ts";
import { Progress } from "../output/progress.ts";
import { printValue } from "../output/print.ts";
import { findEntry, parseReference, type Entry } from "../run/entry.ts";
import { whileAppLives } from "../run/ephemeral-app.ts";
import { interruptible, unlessInterrupted } from "../run/interrupt.ts";
import { withServer } from "../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "./options.ts";

interface RunOptions extends CommonOptions {
  readonly params?: string;
}

/** `lydian run FILE[::NAME] [ARGS…]` */
export function addRun(program: Command): void {
  const command = program
    .command("run <file> [args...]")
    .description("run a file's local entrypoint, or one of its functions, in an app that ends with it")
    .option("--params <json>", "parameters of the class, as a JSON object, for FILE::CLASS.METHOD");
  withExamples(
    withCommon(command),
    "lydian run my_shared_app.ts",
    "lydian run my_shared_app.ts::main 7",
    "lydian run my_shared_app.ts::square 42",
  ).action(run);
}

async function run(reference: string, words: readonly string[], options: RunOptions): Promise<void> {
  const { file, name } = parseReference(reference);
  const params = options.params === undefined ? undefined : parseJsonObject("--params", options.params);
  const progress = new Progress({ isSilent: options.json === true });
  const loaded = await loadApp(file, progress);
  const entry = findEntry(loaded, name);
  await withServer(options, (server) =>
    interruptible(async (interrupt) => {
      const { bundle, app } = loaded;
      const { client } = server;
      const target = { kind: "ephemeral", description: app.name || basename(file) } as const;
      const { appId, functionIds } = await publishWithProgress(server, app, {
        bundle,
        client,
        target,
        progress,
      });
      await whileAppLives(server, appId, {
        ...options,
        progress,
        interrupt,
        async work() {
          const running = { appId, functionIds, client };
          hydrateApp(app, running);
          const args = parseWords(words);
          const work =
            entry.kind === "local"
              ? runLocal(entry, args, options)
              : callAndPrint(ownCallable(entry.own, params, running), args, {
                  ...options,
                  signal: interrupt,
                });
          await unlessInterrupted(interrupt, work);
        },
      });
    }),
  );
}

type LocalEntry = Extract<Entry, { readonly kind: "local" }>;

/** An entrypoint prints for itself; what it returns is for machines that ask. */
async function runLocal(entry: LocalEntry, args: readonly unknown[], options: RunOptions): Promise<void> {
  const value = await entry.run(args);
  if (options.json === true) printValue(options, value ?? null);
}
