import { access } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

const startMsMax = 10_000;

/** Waits until there is such a file, a socket for example, but not for ever. */
export async function waitForFile(path: string): Promise<void> {
  const deadlineMs = performance.now() + startMsMax;
  while (performance.now() < deadlineMs) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await wait(10);
  }
}
