/** Runs the top level of a bundle in this process, to see what it exports. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UserCodeError } from "../failure.ts";
import { bundleName, type Bundle } from "./bundle.ts";

/** A module's exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * Imports a bundle. Its `lydian` is the one of this process, wherever the file lies; stacks name the
 * sources. Importing again after a change gives a module of its own.
 *
 * @throws UserCodeError with what the top level of the file threw
 */
export async function importBundle(bundle: Bundle): Promise<Exports> {
  resolveSdkHere();
  process.setSourceMapsEnabled(true);
  const directory = await mkdtemp(join(tmpdir(), "lydian-load-"));
  try {
    const path = join(directory, bundleName);
    await writeFile(path, withMapInside(bundle));
    return (await import(pathToFileURL(path).href)) as Exports; // a module's namespace
  } catch (error) {
    throw new UserCodeError(`Cannot load "${basename(bundle.file)}": it throws when it is imported`, error);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * The code with its map as its last line, because a map is read when a stack is first asked for, and
 * the file is gone by then. Sources are named by where they are, not from the bundle's folder.
 */
function withMapInside({ file, code, sourceMap }: Bundle): string {
  const map = JSON.parse(Buffer.from(sourceMap).toString()) as { readonly sources: readonly string[] }; // esbuild's
  const sources = map.sources.map((source) => pathToFileURL(resolve(dirname(file), source)).href);
  const encoded = Buffer.from(JSON.stringify({ ...map, sources })).toString("base64");
  const text = Buffer.from(code).toString();
  const link = text.lastIndexOf("//# sourceMappingURL=");
  return `${text.slice(0, link)}//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
}

let isResolving = false;

function resolveSdkHere(): void {
  if (isResolving) return;
  isResolving = true;
  registerHooks({
    resolve(specifier, context, next) {
      // Asked for from here, it is the SDK that this program was installed with.
      return next(specifier, specifier === "lydian" ? { ...context, parentURL: import.meta.url } : context);
    },
  });
}
