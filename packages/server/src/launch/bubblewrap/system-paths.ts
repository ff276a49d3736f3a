import { dirname, join } from "node:path";
import { existsSync, lstatSync, readlinkSync } from "node:fs";
import type { Bind, LaunchSpec } from "../launcher.ts";

/** Programs and libraries of the machine. Often links into /usr, then links in the container too. */
const systemDirectories = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store"];

/** What programs need to resolve names, verify certificates and tell the time; nothing of its users. */
const settings = [
  "alternatives",
  "ca-certificates",
  "gai.conf",
  "host.conf",
  "hosts",
  "ld.so.cache",
  "localtime",
  "nsswitch.conf",
  "pki",
  "protocols",
  "resolv.conf",
  "services",
  "ssl",
  "timezone",
].map((name) => `/etc/${name}`);

/** Made by the launcher, one for each container. */
const users = ["/etc/passwd", "/etc/group"];

/** In which bubblewrap makes what is shown. */
const parents = ["/nix", "/etc", "/dev", "/proc", "/tmp"];

/** The directory that becomes the root, if there is one. */
export function rootOf({ binds = [] }: LaunchSpec): Bind | undefined {
  return binds.find(({ target }) => target === "/");
}

/**
 * Bubblewrap's arguments that show the system read-only; it makes no link where an earlier container has
 * left it in the root.
 */
export function systemArguments(spec: LaunchSpec): string[] {
  const root = rootOf(spec)?.source;
  // One that stays is not the container's to write in: the next one's loader reads it while it has rights.
  const isWritable = spec.root === "writable" && root === undefined;
  const directories = systemDirectories
    .filter(existsSync)
    .flatMap((path) => (isSymbolicLink(path) ? linked(path, root) : bound({ source: path, target: path })));
  return [
    ...directories,
    "--perms",
    isWritable ? "1777" : "0755",
    "--dir",
    "/etc",
    ...settings.flatMap((path) => ["--ro-bind-try", path, path]),
  ];
}

function linked(path: string, root: string | undefined): string[] {
  const left = root === undefined ? undefined : lstatSync(join(root, path), { throwIfNoEntry: false });
  return left === undefined ? ["--symlink", readlinkSync(path), path] : [];
}

/**
 * A path of the system's in the directory that becomes the root, where that has something else there: a
 * link that leads bubblewrap elsewhere, or libraries that the program which drops rights would load.
 */
export function changedSystemPath(spec: LaunchSpec): string | undefined {
  const root = rootOf(spec)?.source;
  if (root === undefined) return undefined;
  const isChanged = (path: string): boolean => isSymbolicLink(join(root, path));
  const isAnother = (path: string): boolean => {
    const left = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!isSymbolicLink(path) || left === undefined) return isChanged(path);
    return !left.isSymbolicLink() || readlinkSync(join(root, path)) !== readlinkSync(path);
  };
  return (
    systemDirectories.filter(existsSync).find(isAnother) ??
    [...parents, ...settings, ...users].find(isChanged)
  );
}

function isSymbolicLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/**
 * Bubblewrap's arguments that show a path elsewhere. The parents are spelled out, since bubblewrap
 * makes some for its own user only, and the user that a container is dropped to must walk them too, and
 * write in them where its root is writable.
 */
export function bound(
  { source, target, isWritable = false }: Bind,
  root: LaunchSpec["root"] = "read-only",
): string[] {
  const permissions = root === "writable" ? "1777" : "0755";
  const parents: string[] = [];
  for (let parent = dirname(target); parent !== "/"; parent = dirname(parent)) parents.unshift(parent);
  const made = parents.flatMap((parent) => ["--perms", permissions, "--dir", parent]);
  return [...made, isWritable ? "--bind" : "--ro-bind", source, target];
}
