import { existsSync, readdirSync, readFileSync } from "node:fs";
import { LydianError } from "../../model/error.ts";

/** The first descriptor after the three streams; control group doors come first, then the launcher's own. */
export const doorFirst = 3;

/** `O_CLOEXEC` in the octal flags of `/proc/self/fdinfo`, on every architecture that Node runs on. */
const closeOnExec = 0o2000000;

const bash = "/bin/bash";

/**
 * Descriptors above the streams that this process would hand to every child. Node opens its own with
 * close-on-exec and marks low inherited ones at start-up, but stops at the first gap above 15: a
 * descriptor such as 251 that a shell left open comes through. macOS closes them by itself.
 */
export function leakingDescriptors(): number[] {
  if (!existsSync("/proc/self/fdinfo")) return [];
  return readdirSync("/proc/self/fd")
    .map(Number)
    .filter((fd) => fd > 2 && leaks(fd));
}

function leaks(fd: number): boolean {
  try {
    const flags = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "utf8"))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
  } catch {
    // The descriptor of the listing itself, closed by now.
    return false;
  }
}

/**
 * The command to spawn in place of `command`: a shell that enters the control groups whose doors are
 * its descriptors from `doorFirst` on, closes those and the leaking descriptors, and becomes
 * `command`. Nothing of the container ever runs outside its control groups.
 *
 * @throws LydianError `failed-precondition` if descriptors leak and there is no shell that closes
 *   those above 9, which POSIX does not ask of `sh`.
 */
export function enterThen(
  command: readonly string[],
  doors: number,
  leaking: readonly number[],
): readonly string[] {
  if (doors === 0 && leaking.length === 0) return command;
  if (leaking.length > 0 && !existsSync(bash)) {
    const reason = `descriptor ${leaking[0]}, which this server inherited, would stay open in it`;
    throw new LydianError(
      "failed-precondition",
      `Cannot start a container: ${reason}; start the server without it`,
    );
  }
  const doorNumbers = Array.from({ length: doors }, (_, index) => doorFirst + index);
  const enter = doorNumbers.map((fd) => `echo 0 >&${fd} || exit 125`);
  const closed = [...doorNumbers, ...leaking].map((fd) => `${fd}>&-`).join(" ");
  // Shells put these into the environment by themselves; bash does so once more when it is replaced.
  const script = [...enter, "unset PWD OLDPWD _", `exec "$@" ${closed}`].join("; ");
  if (leaking.length === 0) return ["/bin/sh", "-c", script, "lydian", ...command];
  return [bash, "-c", script, "lydian", "/usr/bin/env", "-u", "SHLVL", ...command];
}
