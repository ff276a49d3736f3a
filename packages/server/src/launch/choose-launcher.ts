import { LydianError } from "../model/error.ts";
import { probeBubblewrap } from "./bubblewrap/probe.ts";
import type { Launcher } from "./launcher.ts";
import { ProcessLauncher } from "./process/process-launcher.ts";

export interface LauncherChoice {
  readonly launcher: Launcher;
  /** For the operator: what is in force, what it does not stop, and why it is not bubblewrap. */
  readonly sentence: string;
}

/**
 * Chooses how containers are started on this machine: in bubblewrap where that works, otherwise as
 * plain processes, which the sentence says.
 *
 * @throws LydianError `failed-precondition` if `wanted` cannot be had; nothing else is taken instead.
 */
export async function chooseLauncher(options: {
  readonly wanted?: Launcher["name"] | undefined;
  readonly runDirectory: string;
}): Promise<LauncherChoice> {
  const { wanted, runDirectory } = options;
  if (process.platform === "win32") {
    throw new LydianError(
      "failed-precondition",
      "Cannot start containers: Windows has no process groups; use WSL",
    );
  }
  if (wanted === "process") return chosen(await ProcessLauncher.create({ runDirectory }), "as asked");
  const probe = await probeBubblewrap({ runDirectory });
  if (probe.passed) return chosen(probe.launcher);
  if (wanted === "bubblewrap") {
    throw new LydianError("failed-precondition", `Cannot use bubblewrap: ${probe.reason}`);
  }
  return chosen(await ProcessLauncher.create({ runDirectory }), `bubblewrap cannot be used: ${probe.reason}`);
}

function chosen(launcher: Launcher, why?: string): LauncherChoice {
  const { doesNotStop, limits } = launcher.isolation;
  const kind = launcher.name === "process" ? "as plain processes, for trusted code only" : "in bubblewrap";
  const because = why === undefined ? "" : ` (${why})`;
  const open = `It does not stop everything; they can still: ${doesNotStop.join("; ")}.`;
  const bounds = `Memory limit: ${limits.memory}. CPU limit: ${limits.cpu}.`;
  return { launcher, sentence: `Containers run ${kind}${because}. ${open} ${bounds}` };
}
