import { definitionsOf } from "lydian/internal";
import type { AppDefinitions, Definition } from "lydian/internal";
import { LoadError } from "./load-error.ts";

/**
 * The function or class of this tag, of the app that a module exports. Where it exports several, the
 * one of this name counts.
 *
 * @throws {LoadError} saying what is missing.
 */
export function findDefinition(
  module: Readonly<Record<string, unknown>>,
  appName: string,
  tag: string,
): Definition {
  const app = findApp(module, appName);
  const definition = app.definitions.get(tag);
  if (definition !== undefined) return definition;
  const tags = [...app.definitions.keys()];
  const known = tags.length === 0 ? "nothing" : tags.join(", ");
  throw new LoadError(`Cannot load "${tag}": the code of app "${appName}" defines ${known}`);
}

function findApp(module: Readonly<Record<string, unknown>>, appName: string): AppDefinitions {
  const apps = Object.values(module).flatMap((value) => definitionsOf(value) ?? []);
  const app = apps.find(({ name }) => name === appName) ?? apps[0];
  if (app !== undefined) return app;
  throw new LoadError(`Cannot load app "${appName}": its code exports no App`);
}
