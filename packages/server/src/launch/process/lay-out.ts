import { mkdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { LydianError } from "../../model/error.ts";
import { withRoot } from "../container/container-root.ts";
import type { LaunchSpec } from "../launcher.ts";

/**
 * Lays out the tree that a container sees elsewhere: links below a directory of its own, which stands
 * for the root. Programs find it where paths are written with `containerRoot`, and nowhere else.
 *
 * @throws LydianError `failed-precondition` if a bind would lie within what another one shows.
 */
export function layOutRoot(spec: LaunchSpec, directory: string): string {
  const binds = spec.binds ?? [];
  const root = binds.find(({ target }) => target === "/")?.source ?? join(directory, "root");
  mkdirSync(root, { recursive: true });
  for (const path of [spec.home, ...(spec.directories ?? []), spec.workingDirectory]) {
    if (path !== undefined) mkdirSync(withRoot(path, root), { recursive: true });
  }
  for (const { path, target } of spec.links ?? []) link(target, path, root);
  for (const { source, target } of binds) if (target !== "/") link(source, target, root);
  return root;
}

function link(source: string, target: string, root: string): void {
  const path = join(root, target);
  mkdirSync(dirname(path), { recursive: true });
  if (realpathSync(dirname(path)) !== dirname(join(realpathSync(root), target))) {
    throw new LydianError(
      "failed-precondition",
      `Cannot show "${target}" to a plain process: it lies within another directory that is shown; use the bubblewrap launcher`,
    );
  }
  rmSync(path, { force: true });
  symlinkSync(source, path);
}
