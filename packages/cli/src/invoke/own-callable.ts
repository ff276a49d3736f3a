/** Functions of the file that is being run, whether it exports them or not. */
import { App } from "lydian";
import { definitionsOf, hydrateApp, type Definition, type HydratedApp } from "lydian/internal";
import type { LoadedApp } from "../deploy/load.ts";
import type { Callable, Handle, Params } from "./callable.ts";

/** One function of an app, or one method of a class. */
export interface Own {
  readonly definition: Definition;
  readonly method?: string;
}

/** All functions and methods of an app, by what they are called by. */
export function ownFunctions({ app }: LoadedApp): ReadonlyMap<string, Own> {
  const pairs = [...app.definitions.values()].flatMap((definition): [string, Own][] =>
    definition.kind === "class"
      ? [...definition.methods.keys()].map((method) => [
          `${definition.name}.${method}`,
          { definition, method },
        ])
      : [[definition.tag, { definition }]],
  );
  return new Map(pairs);
}

/** The function that is exported under this name, if its own name is another. */
export function exportedFunction({ app, exports }: LoadedApp, name: string): Own | undefined {
  const exported = exports[name];
  if (typeof exported !== "object" || exported === null || !("getRawF" in exported)) return undefined;
  const handler = (exported as { getRawF(): unknown }).getRawF(); // a handle of the SDK
  const definition = [...app.definitions.values()].find(
    (known) => known.kind !== "class" && known.handler === handler,
  );
  return definition === undefined ? undefined : { definition };
}

/** A handle of it in an app that runs. It is made anew, because a file may keep its handles to itself. */
export function ownCallable({ definition, method }: Own, params: Params, running: HydratedApp): Callable {
  const standIn = new App();
  const definitions = definitionsOf(standIn);
  if (definitions !== undefined) hydrateApp(definitions, running);
  if (definition.kind !== "class") {
    const handle = standIn.function(definition.tag, definition.handler);
    return { isGenerator: definition.kind === "generator", handle: handle as unknown as Handle }; // untyped here
  }
  const { name, methods, parameters } = definition;
  const Class = definition.class as new () => object; // nothing is constructed here
  const made = standIn.cls(name, { methods: [...methods.keys()] as never[], parameters }, Class); // its own methods
  const instance = made.instance((params ?? {}) as never) as Readonly<Record<string, unknown>>; // untyped here
  return {
    isGenerator: methods.get(method ?? "")?.isGenerator ?? false,
    handle: instance[method ?? ""] as Handle, // one of the methods
  };
}
