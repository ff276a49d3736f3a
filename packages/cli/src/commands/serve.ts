import { basename, relative } from "node:path";
import type { Command } from "commander";
import { publishWithProgress } from "../deploy/deploy.ts";
import { loadApp, type LoadedApp } from "../deploy/load.ts";
import { printJson } from "../output/print.ts";
import { formatFailure } from "../output/failure.ts";
import { Progress } from "../output/progress.ts";
import { whileAppLives } from "../run/ephemeral-app.ts";
import { Interrupted, interruptible } from "../run/interrupt.ts";
import { nextChange } from "../run/watch.ts";
import { withServer, type Server } from "../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "./options.ts";

/** `lydian serve FILE` */
export function addServe(program: Command): void {
  const command = program
    .command("serve <file>")
    .description("run a file's app until Ctrl-C, with new code whenever one of its files changes");
  withExamples(withCommon(command), "lydian serve my_shared_app.ts").action(serve);
}

async function serve(file: string, options: CommonOptions): Promise<void> {
  const progress = new Progress({ isSilent: options.json === true });
  const sinceMs = Date.now();
  const loaded = await loadApp(file, progress);
  await withServer(options, (server) =>
    interruptible(async (interrupt) => {
      const { app, bundle } = loaded;
      const target = { kind: "ephemeral", description: app.name || basename(file) } as const;
      const order = { bundle, client: server.client, target, progress };
      const { appId, url } = await publishWithProgress(server, app, order);
      const text = `Serving ${url}\nCall it with: lydian call ${appId} FUNCTION …. Stop with Ctrl-C.`;
      announce(options, { event: "serving", appId, url }, text, progress);
      const work = () =>
        reload(server, { file, appId, sinceMs, inputs: bundle.inputs, options, progress, interrupt });
      await whileAppLives(server, appId, { ...options, progress, interrupt, work }).catch(
        (error: unknown) => {
          // Ctrl-C is how this is meant to end.
          if (!(error instanceof Interrupted)) throw error;
        },
      );
    }),
  );
}

interface Reloading {
  readonly file: string;
  readonly appId: string;
  readonly sinceMs: number;
  readonly inputs: readonly string[];
  readonly options: CommonOptions;
  readonly progress: Progress;
  readonly interrupt: AbortSignal;
}

/** Until Ctrl-C. Code that is refused is told of, and what ran before runs on. */
async function reload(server: Server, reloading: Reloading): Promise<never> {
  const { file, appId, options, progress, interrupt } = reloading;
  let { sinceMs, inputs } = reloading;
  for (;;) {
    const changed = await nextChange(inputs, sinceMs, interrupt);
    sinceMs = Date.now();
    progress.note(`\n${relative(process.cwd(), changed)} has changed`);
    try {
      const loaded: LoadedApp = await loadApp(file, progress);
      ({ inputs } = loaded.bundle);
      const order = {
        bundle: loaded.bundle,
        client: server.client,
        target: { kind: "reload", appId } as const,
      };
      const { url } = await publishWithProgress(server, loaded.app, { ...order, progress });
      announce(options, { event: "reloaded", appId, url }, "The new code is live.", progress);
    } catch (error) {
      process.stderr.write(`${formatFailure(error, process.stderr)}\nThe code from before runs on.\n`);
      if (options.json === true) printJson({ event: "refused", appId, message: String(error) });
    }
  }
}

function announce(options: CommonOptions, value: object, text: string, progress: Progress): void {
  if (options.json === true) printJson(value);
  else progress.write(`${text}\n`, process.stdout);
}
