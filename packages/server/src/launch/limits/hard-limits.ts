import type { ContainerLimits } from "../launcher.ts";

/**
 * What a container gets for the `memoryMiB` and `cpuMilli` that it asked for. Both are reservations,
 * as with Modal: a function may use what the machine has to spare.
 *
 * - Memory: the hard limit is `memoryMiB`, but never below 512 MiB. Node alone holds some 45 MiB and
 *   lets garbage grow to a multiple of what lives, so that the default of 128 MiB would kill healthy
 *   functions. Files in the scratch directory of a bubblewrap container count as memory too.
 * - CPU: a weight among containers, never a quota. A quota of 0.125 cores would make a boot of 40 ms
 *   take 320 ms on an idle machine. All containers together weigh as much as one ordinary process
 *   group, so that they cannot starve the server.
 */
export const memoryBytesMin = 512 * 1024 * 1024;

/** Tasks (processes and threads) of one container: Node takes a dozen, a browser 200; a fork bomb ends here. */
export const tasksMax = 1024;

export function hardMemoryBytes(limits: ContainerLimits): number {
  return Math.max(limits.memoryMiB * 1024 * 1024, memoryBytesMin);
}

/** `cpu.shares` of cgroup v1, where 1024 is one core. */
export function cpuShares(limits: ContainerLimits): number {
  return Math.min(Math.max(Math.round((limits.cpuMilli * 1024) / 1000), 2), 262_144);
}

/** `cpu.weight` of cgroup v2 (1–10000), where 100 is one core. */
export function cpuWeight(limits: ContainerLimits): number {
  return Math.min(Math.max(Math.round(limits.cpuMilli / 10), 1), 10_000);
}
