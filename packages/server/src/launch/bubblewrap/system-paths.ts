import { dirname } from "node:path";
import { existsSync, lstatSync, readlinkSync } from "node:fs";
import type { Bind } from "../launcher.ts";

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

/** Bubblewrap's arguments that show the system read-only. */
export function systemArguments(): string[] {
  const directories = systemDirectories
    .filter(existsSync)
    .flatMap((path) =>
      lstatSync(path).isSymbolicLink() ? ["--symlink", readlinkSync(path), path] : shown(path),
    );
  return [
    ...directories,
    "--perms",
    "0755",
    "--dir",
    "/etc",
    ...settings.flatMap((path) => ["--ro-bind-try", path, path]),
  ];
}

/** Bubblewrap's arguments that show a path where it is. */
export function shown(path: string): string[] {
  return bound({ source: path, target: path });
}

/**
 * Bubblewrap's arguments that show a path elsewhere. The parents are spelled out, since bubblewrap
 * makes some for its own user only, and the user that a container is dropped to must walk them too.
 */
export function bound({ source, target, isWritable = false }: Bind): string[] {
  const parents: string[] = [];
  for (let parent = dirname(target); parent !== "/"; parent = dirname(parent)) parents.unshift(parent);
  const made = parents.flatMap((parent) => ["--perms", "0755", "--dir", parent]);
  return [...made, isWritable ? "--bind" : "--ro-bind", source, target];
}
