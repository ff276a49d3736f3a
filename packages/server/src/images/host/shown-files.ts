/** Which of an image's files its containers are shown, and how. */
import { lstat, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";

/** Absolute paths as containers see them. */
export interface ShownFiles {
  /** Files and directories that are shown read-only. */
  readonly paths: readonly string[];
  /** Directories in which containers may make files beside those; outer ones first. */
  readonly directories: readonly string[];
  readonly links: readonly { readonly path: string; readonly target: string }[];
}

/** What is shown by itself; each is a mount of every container. */
const shownMax = 128;
const entriesPerDirectoryMax = 64;

/** The machine's own directories, and places of the launcher and of ours. */
const systemNames = new Set(
  "bin dev etc lib lib32 lib64 nix proc sbin sys tmp usr pkg __lydian __modal".split(" "),
);

/** Where functions have their own files. */
const alwaysOpen = ["/", "/root"];

type Entry =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "link"; readonly path: string; readonly target: string }
  | { readonly kind: "directory"; readonly path: string };

/**
 * Directories are opened from the outside inwards, as long as not too much is then shown by itself, so
 * that a container may write beside an image's files; what is left is shown whole and read-only, and so are virtual environments. Links
 * are made anew: one that was followed while it is shown would lead out of the image.
 */
export async function shownFiles(files: string, hidden: readonly string[]): Promise<ShownFiles> {
  const directories: string[] = [];
  const shown: Entry[] = [];
  const closed: { readonly entry: Entry; readonly inside: readonly Entry[] }[] = [];
  let count = 0;
  const open = async (path: string, inside: readonly Entry[]): Promise<void> => {
    if (path !== "/") directories.push(path);
    count += inside.length;
    for (const entry of inside) {
      if (entry.kind === "directory")
        closed.push({ entry, inside: await entriesOf(files, entry.path, hidden) });
      else shown.push(entry);
    }
  };
  await open("/", await entriesOf(files, "/", hidden));
  for (let next = closed.shift(); next !== undefined; next = closed.shift()) {
    const { entry, inside } = next;
    const isEnvironment = inside.some(({ path }) => path === `${entry.path}/pyvenv.cfg`);
    const isFew = inside.length <= entriesPerDirectoryMax && count + inside.length - 1 <= shownMax;
    const fits = isFew && !isEnvironment;
    const isOwn = inside.length > 0 || !leadsTo(entry.path, hidden);
    if (!isOwn) continue;
    if (!fits && !alwaysOpen.includes(entry.path)) {
      shown.push(entry);
      continue;
    }
    count -= 1;
    await open(entry.path, inside);
  }
  return {
    paths: shown.filter(({ kind }) => kind !== "link").map(({ path }) => path),
    directories,
    links: shown.flatMap((entry) =>
      entry.kind === "link" ? [{ path: entry.path, target: entry.target }] : [],
    ),
  };
}

/** Files that a build left among the machine's own settings, where they are not kept. */
export async function filesInSettings(files: string): Promise<readonly string[]> {
  const settings = join(files, "etc");
  // A link would lead to this machine's own.
  const isThere = (await lstat(settings).catch(() => undefined))?.isDirectory() === true;
  const entries = isThere ? await readdir(settings, { recursive: true, withFileTypes: true }) : [];
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      // The launcher leaves empty ones where it shows the machine's.
      return entry.isFile() && (await lstat(path)).size > 0 ? [path.slice(files.length)] : [];
    }),
  );
  return found.flat();
}

async function entriesOf(files: string, path: string, hidden: readonly string[]): Promise<readonly Entry[]> {
  const entries = await readdir(join(files, path), { withFileTypes: true });
  const read = await Promise.all(
    entries.map(async (entry): Promise<Entry | undefined> => {
      const inside = path === "/" ? `/${entry.name}` : `${path}/${entry.name}`;
      if (hidden.includes(inside) || (path === "/" && systemNames.has(entry.name))) return undefined;
      if (entry.isSymbolicLink())
        return { kind: "link", path: inside, target: await readlink(join(files, inside)) };
      if (entry.isDirectory()) return { kind: "directory", path: inside };
      return entry.isFile() ? { kind: "file", path: inside } : undefined;
    }),
  );
  return read.filter((entry) => entry !== undefined);
}

/** Whether a directory is there only because something hidden is shown in it. */
function leadsTo(path: string, hidden: readonly string[]): boolean {
  return hidden.some((inner) => inner.startsWith(`${path}/`));
}
