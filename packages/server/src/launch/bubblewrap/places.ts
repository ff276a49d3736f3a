/**
 * Where in the container's root bubblewrap makes what is shown. It would follow the links of a root in the
 * one from which it prepares that, where a link to `/oldroot` leads to this machine's own files.
 */
import { lstatSync, readlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { absolutePath } from "../../model/image/absolute-path.ts";
import { LydianError } from "../../model/error.ts";
import { withRoot } from "../container/container-root.ts";
import type { LaunchSpec } from "../launcher.ts";

/** As many as the kernel follows. */
const linksMax = 40;

/** The same, with every path where the links on its way lead inside the container. */
export function withoutLinks(spec: LaunchSpec): LaunchSpec {
  const place = (path: string): string => resolved(spec, withRoot(path, ""));
  const { binds = [], readOnlyPaths, sockets, directories = [], links = [], workingDirectory, home } = spec;
  const shown = [...readOnlyPaths, ...sockets].map((path) => ({ source: path, target: place(path) }));
  return {
    ...spec,
    binds: [...binds.map((bind) => ({ ...bind, target: place(bind.target) })), ...shown],
    readOnlyPaths: [],
    sockets: [],
    directories: directories.map(place),
    links: links.map(({ path, target }) => ({
      path: join(place(dirname(path)), path.slice(dirname(path).length)),
      target,
    })),
    ...(workingDirectory === undefined ? {} : { workingDirectory: place(workingDirectory) }),
    ...(home === undefined ? {} : { home: place(home) }),
  };
}

function resolved(spec: LaunchSpec, path: string): string {
  let left = linksMax;
  let [done, rest] = ["/", absolutePath(path)];
  while (rest !== "/") {
    const [, name = "", others = ""] = /^\/([^/]+)(.*)$/.exec(rest) ?? [];
    const next = join(done, name);
    const target = linkAt(spec, next);
    [done, rest] =
      target === undefined ? [next, others || "/"] : ["/", absolutePath(`${target}/${others}`, done)];
    if (target !== undefined && (left -= 1) < 0)
      throw new LydianError(
        "failed-precondition",
        `Cannot start container "${spec.containerId}": too many links on the way to "${path}"`,
      );
  }
  return done;
}

/** Where a link leads that the container will see at this path, to which no other link leads. */
function linkAt({ links = [], binds = [] }: LaunchSpec, path: string): string | undefined {
  const own = links.find((link) => link.path === path);
  if (own !== undefined) return own.target;
  const bind = binds.findLast(({ target }) => target !== "/" && path.startsWith(`${target}/`));
  const root = bind ?? binds.find(({ target }) => target === "/");
  if (root === undefined) return undefined;
  const source = join(root.source, bind === undefined ? path : path.slice(bind.target.length));
  return lstatSync(source, { throwIfNoEntry: false })?.isSymbolicLink() === true
    ? readlinkSync(source)
    : undefined;
}
