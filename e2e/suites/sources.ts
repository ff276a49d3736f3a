/**
 * Fetches what others wrote, at the commits and with the files that `sources.json` names, into the
 * person's cache directory. None of it is part of this project, and none of it is ever committed.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { openCacheFolder } from "../fixture/cache-folder.ts";

interface Source {
  readonly repository: string;
  readonly commit: string;
  readonly files: readonly string[];
}

/** Has every repository's files under `<owner>/<repository>/<commit>/<path>`, as GitHub does. */
const gitHub = "https://raw.githubusercontent.com";

/** None of the files is larger than 300 kB. */
const fetchMsMax = 60_000;

/** Where the files of one repository are. */
export async function fetchSource(repository: string): Promise<string> {
  const source = await findSource(repository);
  const place = join(source.repository, source.commit);
  const folder = join(await openCacheFolder(), "suites", place);
  for (const file of source.files) {
    const path = join(folder, file);
    if (existsSync(path)) continue;
    const text = await readFrom(process.env["LYDIAN_SUITES_MIRROR"] ?? gitHub, join(place, file));
    await mkdir(dirname(path), { recursive: true });
    // In one step, so that half a file is never taken for one.
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  }
  return folder;
}

/** Copies folders and files of a source, out of the cache, to where they may be worked with. */
export async function copySource(repository: string, paths: readonly string[], to: string): Promise<void> {
  const folder = await fetchSource(repository);
  for (const path of paths) await cp(join(folder, path), to, { recursive: true });
}

async function findSource(repository: string): Promise<Source> {
  const text = await readFile(new URL("sources.json", import.meta.url), "utf8");
  const source = (JSON.parse(text) as readonly Source[]).find((each) => each.repository === repository); // written by us
  if (source === undefined) throw new Error(`sources.json has no ${repository}`);
  return source;
}

/** From a folder, or from a server. */
async function readFrom(base: string, path: string): Promise<Uint8Array> {
  if (!/^https?:/.test(base)) return await readFile(resolve(base, path));
  const url = `${base}/${path}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(fetchMsMax) }).catch((error: unknown) => {
    throw new Error(`Cannot fetch ${url}: set LYDIAN_SUITES_MIRROR to a copy that can be reached`, {
      cause: error,
    });
  });
  if (!response.ok) throw new Error(`Cannot fetch ${url}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}
