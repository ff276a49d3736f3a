import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where the code of this process is: no folder of anybody else is below the scratch directory. */
export function bundleFolder(scratch: string): string {
  return join(scratch, "app");
}

/**
 * Writes the bundle and its source map, and imports it. Rejects with whatever the user's code throws
 * while it is imported.
 */
export async function loadBundle(
  folder: string,
  bundle: Uint8Array,
  sourceMap: Uint8Array,
): Promise<Readonly<Record<string, unknown>>> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "bundle.mjs");
  writeFileSync(path, bundle);
  if (sourceMap.length > 0) {
    // The last of several such comments counts: whatever the map was called where it was made.
    writeFileSync(path, "\n//# sourceMappingURL=bundle.mjs.map\n", { flag: "a" });
    writeFileSync(`${path}.map`, sourceMap);
  }
  const module: unknown = await import(pathToFileURL(path).href);
  return module as Readonly<Record<string, unknown>>; // a module's namespace is an object
}
