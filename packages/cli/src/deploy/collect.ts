import { basename } from "node:path";
import { definitionsOf, type AppDefinitions } from "lydian/internal";
import { CliError } from "../failure.ts";
import type { Exports } from "./import-bundle.ts";

/**
 * What the one App that a file exports has in it.
 *
 * @throws CliError if there is no App, or more than one
 */
export function collectApp(exports: Exports, file: string): AppDefinitions {
  const found = Object.entries(exports).flatMap(([name, value]) => {
    const app = definitionsOf(value);
    return app === undefined ? [] : [{ name, app }];
  });
  const apps = new Set(found.map(({ app }) => app));
  const [app] = apps;
  if (app === undefined) {
    throw new CliError(`No App in "${basename(file)}"`, {
      hint: 'Export one: import { App } from "lydian"; export const app = new App("my-app");',
    });
  }
  if (apps.size > 1) {
    const names = found.map(({ name, app: { name: appName } }) => `${name} ("${appName}")`);
    const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
    throw new CliError(`${apps.size} Apps in "${basename(file)}": ${list}`, {
      hint: "Export one App from a file, and deploy the other from a file of its own.",
    });
  }
  return app;
}
