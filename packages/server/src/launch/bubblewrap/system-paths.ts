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

/**
 * Bubblewrap's arguments that show the system read-only. `root` is the directory that becomes the root,
 * if there is one: bubblewrap makes no link where an earlier container has left it.
 */
export function systemArguments(root?: string): string[] {
  const directories = systemDirectories
    .filter(existsSync)
    .flatMap((path) => (lstatSync(path).isSymbolicLink() ? linked(path, root) : shown(path)));
  return [
    ...directories,
    "--perms",
    "0755",
    "--dir",
    "/etc",
    ...settings.flatMap((path) => ["--ro-bind-try", path, path]),
  ];
}

function linked(path: string, root: string | undefined): string[] {
  const left = root === undefined ? undefined : lstatSync(join(root, path), { throwIfNoEntry: false });
  return left === undefined ? ["--symlink", readlinkSync(path), path] : [];
}

/** Bubblewrap's arguments that show a path where it is. */
export function shown(path: string): string[] {
  return bound({ source: path, target: path });
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
