/** Functions of an app that has an id and no name to look it up by, as `serve` makes them. */
import { App } from "lydian";
import { definitionsOf, hydrateApp } from "lydian/internal";
import { modal } from "@lydian/protocol";
import { CliError } from "../failure.ts";
import type { Server } from "../server/server.ts";
import type { Callable, Handle } from "./callable.ts";

/**
 * The function of this name in the live version of a running app.
 *
 * @throws CliError if the app has none of that name
 */
export async function runningCallable(server: Server, appId: string, name: string): Promise<Callable> {
  const { appLayout } = await server.rpc("AppGetLayout", { appId });
  const functionIds = new Map(Object.entries(appLayout?.functionIds ?? {}));
  const functionId = functionIds.get(name);
  if (functionId === undefined) {
    const names = [...functionIds.keys()].filter((tag) => !tag.endsWith(".*"));
    throw new CliError(`Cannot find function "${name}" of app "${appId}"`, {
      hint: `It has ${names.join(", ") || "no functions"}. Methods of classes are called in deployed apps.`,
    });
  }
  const object = appLayout?.objects?.find((known) => known.objectId === functionId);
  const generator = modal.client.Function.FunctionType.FUNCTION_TYPE_GENERATOR;
  const isGenerator = object?.functionHandleMetadata?.functionType === generator;
  // A handle is made of a definition; nothing of this one ever runs.
  const standIn = new App();
  const handle = isGenerator ? standIn.function(name, function* () {}) : standIn.function(name, () => {});
  const definitions = definitionsOf(standIn);
  if (definitions !== undefined) hydrateApp(definitions, { appId, functionIds, client: server.client });
  return { isGenerator, handle: handle as unknown as Handle }; // untyped here
}
