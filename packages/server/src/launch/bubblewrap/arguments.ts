import { join } from "node:path";
import { withRoot } from "../container/container-root.ts";
import type { LaunchSpec } from "../launcher.ts";
import { isEarly } from "./early-variables.ts";
import { withoutLinks } from "./places.ts";
import { bound, rootOf, systemArguments } from "./system-paths.ts";

/** The one writable place of a container: memory, gone with it. */
export const scratch = "/tmp";
/** Files in it are memory; the memory limit, where there is one, counts them too. */
export const scratchBytesMax = 512 * 1024 * 1024;
const sharedMemoryBytesMax = 64 * 1024 * 1024;

/**
 * Who the container is on this machine.
 *
 * - `namespaced`: the server's own user, in a user namespace of its own that allows no further one.
 * - `dropped`: for a server that is root, a user that owns nothing. Bubblewrap mounts as root, so that
 *   paths which only root may walk can be shown, and `setpriv` then becomes the user. Without a user
 *   namespace of its own, nested ones are refused by the seccomp program.
 */
export type Identity =
  | { readonly kind: "namespaced" }
  | { readonly kind: "dropped"; readonly setpriv: string; readonly uid: number };

const namespacedUid = 1000;
/** Numbers of the descriptors that bubblewrap reads from or writes to, and closes. */
export interface Descriptors {
  readonly arguments: number;
  readonly info: number;
  readonly seccomp?: number;
}

/** The command line, without anything secret: the environment travels by a descriptor, as far as it can. */
export function bubblewrapCommand(
  bwrap: string,
  given: LaunchSpec,
  options: { readonly directory: string; readonly identity: Identity; readonly descriptors: Descriptors },
): readonly string[] {
  const { directory, identity, descriptors } = options;
  const spec = withoutLinks(given);
  const { seccomp } = descriptors;
  const passwd = join(directory, "passwd");
  const group = join(directory, "group");
  return [
    [bwrap, "--args", String(descriptors.arguments), "--info-fd", String(descriptors.info)],
    seccomp === undefined ? [] : ["--seccomp", String(seccomp)],
    ["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"],
    spec.blockNetwork ? ["--unshare-net"] : [],
    ["--hostname", spec.containerId, "--die-with-parent", "--new-session", "--cap-drop", "ALL"],
    rootArguments(spec),
    systemArguments(spec),
    ["--ro-bind", passwd, "/etc/passwd", "--ro-bind", group, "/etc/group"],
    ["--proc", "/proc", "--dev", "/dev"],
    writable("/dev/shm", sharedMemoryBytesMax),
    writable(scratch, scratchBytesMax),
    ownDirectories(spec),
    (spec.links ?? []).flatMap(({ path, target }) => ["--symlink", target, path]),
    (spec.binds ?? []).filter(({ target }) => target !== "/").flatMap((bind) => bound(bind, spec.root)),
    // Memory of the root and of /dev would otherwise be a second, unlimited scratch.
    ["--remount-ro", "/dev", ...(spec.root === "writable" ? [] : ["--remount-ro", "/"])],
    ["--chdir", withRoot(spec.workingDirectory ?? scratch, "")],
    becoming(identity, spec),
    spec.command.map((word) => withRoot(word, "")),
  ].flat();
}

function rootArguments(spec: LaunchSpec): string[] {
  const { root } = spec;
  const bind = rootOf(spec);
  if (bind !== undefined) return [bind.isWritable === true ? "--bind" : "--ro-bind", bind.source, "/"];
  return root === "writable" ? writable("/", scratchBytesMax) : [];
}

/** Made before what is shown in them. */
function ownDirectories({ workingDirectory, home, directories = [] }: LaunchSpec): string[] {
  const paths = [home, ...directories, workingDirectory].filter(
    (path) => path !== undefined && path !== scratch,
  );
  return paths.flatMap((path) => ["--perms", "1777", "--dir", withRoot(path ?? "", "")]);
}

/** NUL-ended arguments for the descriptor: the environment, but for what `setpriv` must not heed. */
export function environmentArguments(
  { environment, home = scratch }: LaunchSpec,
  identity: Identity,
): string {
  const all = Object.entries({ ...environment, HOME: home, TMPDIR: scratch });
  const now = all.filter(([name]) => identity.kind === "namespaced" || !isEarly(name));
  const set = now.flatMap(([name, value]) => ["--setenv", name, withRoot(value, "")]);
  return ["--clearenv", ...set].map((argument) => `${argument}\0`).join("");
}

/** The user ids inside. */
export function userInside(identity: Identity): number {
  return identity.kind === "dropped" ? identity.uid : namespacedUid;
}

function writable(path: string, bytesMax: number): string[] {
  return ["--size", String(bytesMax), "--perms", "1777", "--tmpfs", path];
}

function becoming(identity: Identity, { environment }: LaunchSpec): string[] {
  if (identity.kind === "namespaced") {
    return [
      "--unshare-user",
      "--disable-userns",
      "--uid",
      String(namespacedUid),
      "--gid",
      String(namespacedUid),
      "--",
    ];
  }
  const id = String(identity.uid);
  const kept = ["CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"].flatMap((name) => ["--cap-add", name]);
  const dropAll = ["--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"];
  const setpriv = [identity.setpriv, "--reuid", id, "--regid", id, "--clear-groups", ...dropAll];
  const late = Object.entries(environment).filter(([name]) => isEarly(name));
  const set = late.map(([name, value]) => `${name}=${withRoot(value, "")}`);
  return [...kept, "--", ...setpriv, "--", ...(set.length === 0 ? [] : ["/usr/bin/env", ...set])];
}
