import type { Isolation } from "../launcher.ts";
import type { ControlGroups } from "../limits/find-control-groups.ts";
import { seccompProgram } from "./seccomp.ts";

/** What bubblewrap is in force with, in sentences. */
export function describeIsolation(
  kind: "namespaced" | "dropped",
  groups: ControlGroups | undefined,
): Isolation {
  const limits = groups?.describe() ?? { memory: "none", cpu: "none" };
  const filtered = seccompProgram() !== undefined;
  const rootOutside = kind === "namespaced" && process.getuid?.() === 0;
  return {
    stops: [
      "see or change this machine's files: the system is read-only, homes and the server's state are not there",
      "see or signal processes outside: own mount, pid, ipc and uts namespaces, own session",
      "gain rights: no capabilities, no new privileges, no nested user namespaces",
      ...(filtered ? ["use kernel keyrings, io_uring, tracing, mounts or BPF: refused by seccomp"] : []),
      ...(kind === "dropped"
        ? ["act as root outside: each container is a user of this machine that owns nothing"]
        : []),
    ],
    doesNotStop: [
      "reach the network, this machine's loopback services and abstract sockets, unless its function blocks the network",
      "attack the kernel, which all containers share with this machine: it is no boundary for hostile tenants",
      ...(filtered ? [] : [`make any system call: there is no seccomp program for ${process.arch}`]),
      ...(rootOutside ? ["be root to services that ask abstract sockets for the user"] : []),
      ...(limits.memory === "none" ? ["use up this machine's memory"] : []),
    ],
    limits,
  };
}
