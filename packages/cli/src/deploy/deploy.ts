import type { AppDefinitions, Definition } from "lydian/internal";
import type { Progress } from "../output/progress.ts";
import type { Server } from "../server/server.ts";
import { publish, type Order, type Published } from "./publish.ts";

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
