import type { Faults } from "../faults.ts";
import type { History } from "../history/history.ts";
import type { SeededRandomness } from "../seeded-randomness.ts";
import type { VirtualClock } from "../virtual-clock.ts";

/** What containers live in. */
export interface Surroundings {
  readonly clock: VirtualClock;
  readonly random: SeededRandomness;
  readonly faults: Faults;
  readonly history: History;
  /** The function of this tag, for those that call each other. */
  readonly functionOf: (tag: string) => string;
}
