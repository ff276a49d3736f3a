/** The program uv, as images see it. */
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bind } from "../../launch/launcher.ts";
import type { RunningBuild } from "../image-builder.ts";
import type { FetchedPackages } from "./fetched-packages.ts";

const name = "uv-for-images";
const entrance = "in-image";
const target = "/__lydian/uv";

/**
 * An image's Python is a virtual environment, which uv would pass by where it is told to use the system's,
 * and where it makes an environment of its own.
 */
const script = `#!/bin/sh
python="$LYDIAN_ROOT/opt/venv/bin/python"
for word do
  case "$word" in
    -*) continue ;;
    pip) break ;;
  esac
  if [ -n "$LYDIAN_PYTHON" ]; then export UV_PYTHON="\${UV_PYTHON:-$LYDIAN_PYTHON}"; fi
  unset VIRTUAL_ENV
  break
done
left=$#
while [ "$left" -gt 0 ]; do
  word=$1
  shift
  if [ "$word" = --system ]; then word="--python=$python"; fi
  set -- "$@" "$word"
  left=$((left - 1))
done
exec "$LYDIAN_ROOT${target}/bin/uv" "$@"
`;

/** Fetches it, if it is not there: the newest one when it is first wanted, and that one from then on. */
export async function addUv(
  packages: FetchedPackages,
  pythonVersion: string,
  build: RunningBuild,
): Promise<void> {
  await packages.fetch(name, { packages: ["uv"], pythonVersion, arrange }, build);
}

/** Shows it at these paths. */
export function uvBinds(packages: FetchedPackages, paths: readonly string[]): readonly Bind[] {
  if (paths.length === 0) return [];
  const folder = packages.folder(name);
  const source = join(folder, entrance);
  return [{ source: folder, target }, ...paths.map((path) => ({ source, target: path }))];
}

async function arrange(folder: string): Promise<void> {
  const path = join(folder, entrance);
  await writeFile(path, script);
  await chmod(path, 0o755);
}
