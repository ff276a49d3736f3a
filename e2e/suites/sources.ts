/**
 * Fetches what others wrote, at the commits and with the files that `sources.json` names, into the
 * person's cache directory. None of it is part of this project, and none of it is ever committed.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
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

/** Copies a file, or a folder with all that is named of it, to where it may be worked with. */
export async function copySource(repository: string, path: string, to: string): Promise<void> {
  const sources = await readSources();
  const found = sources
    .filter((source) => source.repository === repository)
    .flatMap(({ commit, files }) => files.map((file) => ({ commit, file })))
    .filter(({ file }) => file === path || file.startsWith(`${path}/`));
  if (found.length === 0) throw new Error(`sources.json names nothing of ${repository} under ${path}`);
  for (const { commit, file } of found) {
    const cached = await fetchFile(join(repository, commit, file));
    await cp(cached, join(to, file === path ? basename(file) : relative(path, file)));
  }
}

/** The file in the cache. */
async function fetchFile(place: string): Promise<string> {
  const path = join(await openCacheFolder(), "suites", place);
  if (existsSync(path)) return path;
  const text = await readFrom(process.env["LYDIAN_SUITES_MIRROR"] ?? gitHub, place);
  await mkdir(dirname(path), { recursive: true });
  // In one step, so that half a file is never taken for one.
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
  return path;
}

async function readSources(): Promise<readonly Source[]> {
  const text = await readFile(new URL("sources.json", import.meta.url), "utf8");
  return JSON.parse(text) as readonly Source[]; // written by us
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
