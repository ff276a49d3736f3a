import { accessSync, constants, readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { LydianError } from "../../model/error.ts";
import { findControlGroups } from "../limits/find-control-groups.ts";
import { BubblewrapLauncher, type BubblewrapOptions } from "./bubblewrap-launcher.ts";
import { seccompProgram } from "./seccomp.ts";

/** A sandbox that takes longer to start and end is no use to a cold start either. */
const probeMsMax = 5_000;

/** Succeeds in a sandbox that allows no nested user namespace; `unshare` may not be installed. */
const probeScript =
  "command -v unshare >/dev/null || exit 0; unshare --user true 2>/dev/null && exit 42; exit 0";
const nestedCode = 42;

export type BubblewrapProbe =
  | { readonly passed: true; readonly launcher: BubblewrapLauncher }
  | { readonly passed: false; readonly reason: string };

/** Finds bubblewrap and starts a container in it; `passed` comes with a launcher that works. */
export async function probeBubblewrap(options: { readonly runDirectory: string }): Promise<BubblewrapProbe> {
  if (process.platform !== "linux") return { passed: false, reason: "it needs Linux" };
  const bwrap = findProgram("bwrap");
  if (bwrap === undefined) return { passed: false, reason: "bwrap is not installed (package bubblewrap)" };
  const groups = await findControlGroups(options.runDirectory);
  let reason = "";
  for (const identity of identities()) {
    const launcher = new BubblewrapLauncher({ ...options, bwrap, identity, groups });
    const failure = await tryOut(launcher);
    if (failure === undefined) return { passed: true, launcher };
    reason = failure;
  }
  return { passed: false, reason: reason + hint() };
}

/** The safest first: a root server's containers are other users, if that can be had. */
function identities(): BubblewrapOptions["identity"][] {
  const setpriv = findProgram("setpriv");
  const mayDrop = process.getuid?.() === 0 && setpriv !== undefined && seccompProgram() !== undefined;
  return [...(mayDrop ? [{ kind: "dropped", setpriv } as const] : []), { kind: "namespaced" }];
}

/** Why containers do not start; `undefined` if they do. */
async function tryOut(launcher: BubblewrapLauncher): Promise<string | undefined> {
  try {
    const container = await launcher.launch({
      containerId: "ta-PROBE",
      command: ["/bin/sh", "-c", probeScript],
      environment: { PATH: "/usr/bin:/bin" },
      readOnlyPaths: [],
      sockets: [],
      blockNetwork: false,
    });
    const deadline = setTimeout(() => container.kill(), probeMsMax);
    container.stdout.resume();
    const [message, exit] = await Promise.all([text(container.stderr), container.exited]);
    clearTimeout(deadline);
    if (exit.code === 0) return undefined;
    if (exit.code === nestedCode) return "it cannot refuse nested user namespaces here";
    return message.trim() || `a sandboxed program ended with ${exit.signal ?? exit.code}`;
  } catch (error) {
    if (error instanceof LydianError) return error.message;
    throw error;
  }
}

function findProgram(name: string): string | undefined {
  return ["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin"]
    .map((directory) => `${directory}/${name}`)
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu refuses user namespaces to programs without an AppArmor profile. */
function hint(): string {
  try {
    const isRestricted =
      readFileSync("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "utf8").trim() === "1";
    return isRestricted ? " (AppArmor restricts user namespaces: give bwrap a profile)" : "";
  } catch {
    return "";
  }
}
