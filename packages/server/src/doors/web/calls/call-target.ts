import type { IncomingMessage } from "node:http";
import type { Functions } from "../../../engine/engine.ts";
import type { ResolvedFunction } from "../../../model/definition.ts";
import { LydianError } from "../../../model/error.ts";

export const functionsPrefix = "/v1/functions/";

/** What a path stands for. */
export interface CallTarget {
  readonly resolved: ResolvedFunction;
  /** Of a class. */
  readonly method?: string;
}

interface Names {
  readonly appName: string;
  /** A function, or a method as `Class.method`. */
  readonly name: string;
  readonly environmentName: string;
}

/** The function that a request wants to call. @throws LydianError if there is none, or it cannot be called like that */
export async function findTarget(functions: Functions, request: IncomingMessage): Promise<CallTarget> {
  const names = readNames(request);
  const target = (await findMethod(functions, names)) ?? (await findFunction(functions, names));
  checkCallable(target, names.name);
  return target;
}

function readNames({ method, url = "" }: IncomingMessage): Names {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const [, app, name] = /^\/v1\/functions\/([^/]+)\/([^/:]+):call$/.exec(pathname) ?? [];
  if (app === undefined || name === undefined)
    throw new LydianError(
      "not-found",
      "There is nothing here: functions are called at POST /v1/functions/<app>/<function>:call",
    );
  if (method !== "POST")
    throw new LydianError("invalid-argument", "Cannot call a function by this method: use POST");
  const environmentName = searchParams.get("environment") ?? "";
  return { appName: decode(app), name: decode(name), environmentName };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    const message = `Cannot read the path: "${part}" is not encoded as URLs are`;
    throw new LydianError("invalid-argument", message, { cause });
  }
}

async function findFunction(functions: Functions, { name, ...where }: Names): Promise<CallTarget> {
  return { resolved: await functions.lookUp({ ...where, tag: name, version: 0 }) };
}

/** `undefined` if there is no such class: a function may have dots in its name. */
async function findMethod(functions: Functions, { name, ...where }: Names): Promise<CallTarget | undefined> {
  const at = name.lastIndexOf(".");
  if (at < 1) return undefined;
  const tag = `${name.slice(0, at)}.*`;
  const found = await functions.lookUp({ ...where, tag, version: 0 }).catch((error: unknown) => {
    if (error instanceof LydianError && error.kind === "not-found") return undefined;
    throw error;
  });
  if (found === undefined) return undefined;
  // The defaults of its parameters, if it has any.
  const resolved =
    found.definition.parameters.length > 0 ? await functions.bind(found.functionId, {}, {}) : found;
  return { resolved, method: name.slice(at + 1) };
}

/** What JSON and a single answer can tell. Whether there is such a method, the call finds out. */
function checkCallable({ resolved: { definition }, method }: CallTarget, name: string): void {
  const kind = method === undefined ? definition.kind : definition.methods[method]?.kind;
  if (kind === "generator")
    throw new LydianError("invalid-argument", `Cannot call "${name}" here: it is a generator`);
  // A class says of each method what it takes, and newer clients alone make such classes.
  if (method !== undefined || definition.inputFormats.includes("cbor")) return;
  throw new LydianError(
    "failed-precondition",
    `Cannot call "${name}" here: it takes pickles alone; deploy it with a newer client`,
  );
}
