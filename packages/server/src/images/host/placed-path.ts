import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { containerRoot } from "../../launch/launcher.ts";
import { venvPath } from "../../model/image.ts";

/**
 * A `PATH` for a launcher that may have no root to give: entries that are an image's own begin where its
 * tree is laid out.
 */
export async function placedPath(path: string, files: string): Promise<string> {
  const entries = await Promise.all(
    path.split(":").map(async (entry) => {
      const isOwn = isOfVenv(entry) || (await isLayered(entry, files));
      return isOwn ? `${containerRoot}${entry}` : entry;
    }),
  );
  return entries.join(":");
}

/** The first `python` on a `PATH` that is the image's own. */
export async function pythonOn(
  path: string,
  { files, venv }: { files: string; venv: string },
): Promise<string> {
  for (const entry of path.split(":")) {
    const directory = isOfVenv(entry) ? join(venv, entry.slice(venvPath.length)) : join(files, entry);
    if (entry.startsWith("/") && (await isProgram(join(directory, "python")))) return `${entry}/python`;
  }
  return `${venvPath}/bin/python`;
}

function isOfVenv(entry: string): boolean {
  return entry === venvPath || entry.startsWith(`${venvPath}/`);
}

/** Below one of the root's own folders that steps have made. */
async function isLayered(entry: string, files: string): Promise<boolean> {
  if (!entry.startsWith("/") || /^\/(usr|bin|sbin)(\/|$)/.test(entry)) return false;
  return await isProgram(join(files, entry));
}

async function isProgram(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
