import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Lets every user read a folder and all in it, which a strict umask may have forbidden. */
export async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  const entries = await readdir(folder, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await openToAll(path);
      else if (entry.isFile()) await chmod(path, 0o644);
    }),
  );
}
