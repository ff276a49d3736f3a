import { watch, type FSWatcher } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";

/** An editor writes a file in several steps; what follows within this is one change. */
const settleMs = 100;

/**
 * Resolves with the path of the first of these files that has changed since an instant, once its
 * changes have settled. Folders are watched, because most editors replace a file rather than write
 * into it.
 */
export async function nextChange(
  files: readonly string[],
  sinceMs: number,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // It may reject before it is awaited below; whoever awaits it still learns why.
  promise.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const changed = (path: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => resolve(path), settleMs);
  };
  const aborted = () => reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
  signal.addEventListener("abort", aborted);
  const watchers = watchFolders(files, changed, reject);
  try {
    // What has changed before the watching began, while the last change was being worked on.
    for (const file of files) {
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
      if (mtimeMs > sinceMs) changed(file);
    }
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", aborted);
    for (const watcher of watchers) watcher.close();
  }
}

function watchFolders(
  files: readonly string[],
  changed: (path: string) => void,
  failed: (error: Error) => void,
): readonly FSWatcher[] {
  const folders = Map.groupBy(files, (file) => dirname(file));
  return [...folders].map(([folder, members]) => {
    const names = new Map(members.map((member) => [basename(member), member]));
    return watch(folder, (_event, name) => {
      const path = name === null ? undefined : names.get(name);
      if (path !== undefined) changed(path);
    }).on("error", failed);
  });
}
