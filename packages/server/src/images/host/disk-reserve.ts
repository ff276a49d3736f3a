/** Ends builds before they fill the disk, on which a server may keep its own state too. */
import { statfs } from "node:fs/promises";
import { LydianError } from "../../model/error.ts";
import type { RunningBuild } from "../image-builder.ts";

/** What is left for everybody else, and for what one build writes until it is looked at again. */
export const diskReserveBytesDefault = 1024 * 1024 * 1024;
const lookAgainMs = 250;

/** Does the work as long as the disk of this directory has so much left; rejects with `resource-exhausted`. */
export async function withReserve<T>(
  { directory, reserveBytes }: { readonly directory: string; readonly reserveBytes: number },
  build: RunningBuild,
  work: (build: RunningBuild) => Promise<T>,
): Promise<T> {
  const full = new AbortController();
  const look = async (): Promise<void> => {
    const { bavail, bsize } = await statfs(directory);
    if (bavail * bsize < reserveBytes) full.abort();
  };
  await look();
  const timer = setInterval(() => void look().catch(() => full.abort()), lookAgainMs);
  try {
    if (full.signal.aborted) throw nearlyFull(directory, reserveBytes);
    return await work({ ...build, signal: AbortSignal.any([build.signal, full.signal]) });
  } catch (error) {
    throw full.signal.aborted && !build.signal.aborted ? nearlyFull(directory, reserveBytes) : error;
  } finally {
    clearInterval(timer);
  }
}

function nearlyFull(directory: string, reserveBytes: number): LydianError {
  const left = Math.round(reserveBytes / 1024 / 1024);
  return new LydianError(
    "resource-exhausted",
    `Cannot build: the disk of "${directory}" has less than ${left} MiB left, which the server keeps free; delete images that nobody needs, or give it more`,
  );
}
