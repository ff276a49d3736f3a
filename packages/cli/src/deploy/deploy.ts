import { basename } from "node:path";
import type { AppDefinitions, Definition } from "lydian/internal";
import { CliError } from "../failure.ts";
import type { Progress } from "../output/progress.ts";
import type { Server } from "../server/server.ts";
import type { LoadedApp } from "./load.ts";
import { publish, type Order, type Published } from "./publish.ts";

/** What may be said of a deployment beside its file. */
export interface DeployOrder {
  /** Default: the app's own. */
  readonly name?: string;
  /** A word for this version. */
  readonly tag?: string;
  readonly progress: Progress;
}

/** Puts a loaded app on the server under its name. @throws CliError if it cannot be deployed as it is */
export async function deployLoaded(
  server: Server,
  { app, bundle }: LoadedApp,
  { progress, ...order }: DeployOrder,
): Promise<Published & { readonly name: string }> {
  const name = order.name ?? app.name;
  checkApp(app, name, bundle.file);
  const target = { kind: "deployed", name, tag: order.tag ?? "" } as const;
  const { client } = server;
  return { ...(await publishWithProgress(server, app, { bundle, client, target, progress })), name };
}

function checkApp(app: AppDefinitions, name: string, file: string): void {
  if (name === "") {
    throw new CliError(`Cannot deploy "${basename(file)}": its App has no name`, {
      hint: 'Give it one, as in new App("my-app"), or add --name NAME.',
    });
  }
  if (app.definitions.size === 0) {
    throw new CliError(`Cannot deploy app "${name}": it has no functions`, {
      hint: 'Add one: app.function("square", (x: number) => x ** 2);',
    });
  }
}

/** Publishes an app and shows how that goes, and what is in it. */
export async function publishWithProgress(
  server: Server,
  app: AppDefinitions,
  { progress, ...order }: Order & { readonly progress: Progress },
): Promise<Published> {
  const count = app.definitions.size;
  const published = await progress.step(
    `Creating ${count === 1 ? "1 function" : `${count} functions`}`,
    () => publish(server, app, order),
    ({ isNew }) =>
      isNew ? `Created ${count === 1 ? "1 function" : `${count} functions`}` : "Nothing has changed",
  );
  progress.tree([...app.definitions.values()].map(describe));
  for (const [tag, sentence] of published.warnings) progress.warn(`${tag}: ${sentence}`);
  return published;
}

function describe(definition: Definition): string {
  if (definition.kind !== "class") {
    return definition.kind === "generator" ? `${definition.tag} (generator)` : definition.tag;
  }
  return `${definition.name}: ${[...definition.methods.keys()].join(", ")}`;
}
