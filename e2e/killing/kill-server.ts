import { waitUntilGone } from "./processes.ts";
import type { World } from "./world.ts";

/** `kill -9`, and a new one on the same state and port. */
export async function killServer(world: World): Promise<void> {
  const containers = world.containers();
  await world.lydian.kill();
  await world.lydian.restart();
  // The new server has swept by the time it answers; the kernel may need a moment more.
  await waitUntilGone(containers);
}
