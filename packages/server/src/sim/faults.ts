import type { SeededRandomness } from "./seeded-randomness.ts";

/** How likely each misfortune is; all 0 once the simulation calms down. */
export interface Faults {
  /** Of a container: says why it cannot start, or just ends. */
  bootFails: number;
  /** Is not ready before its function's time for that is over. */
  bootHangs: number;
  /** The launcher has no room for a process. */
  launchIsRefused: number;
  /** Ends with a code, by a signal, for want of memory, or is given up by its door, while it runs something. */
  crashes: number;
  /** Loses its connection, goes on running, and answers afterwards. */
  answersTooLate: number;
  /** User code that does not let go when it is told to, or to leave. */
  ignoresCancellation: number;
  /** Ends by itself with an answer, as one that is made for a single input does. */
  leavesByItself: number;
  /** Of a client's request: the answer gets lost, and the client asks again, perhaps before the first was done. */
  answerIsLost: number;
  /** Of a server's end: asked to stop instead of killed. */
  stopsInOrder: number;
}

const ratesMax: Readonly<Faults> = {
  bootFails: 0.2,
  bootHangs: 0.1,
  launchIsRefused: 0.1,
  crashes: 0.08,
  answersTooLate: 0.08,
  ignoresCancellation: 0.4,
  leavesByItself: 0.2,
  answerIsLost: 0.15,
  stopsInOrder: 0.4,
};

/** Each kind by itself is there or not: with all of them at once some things would never happen. */
export function drawFaults(random: SeededRandomness): Faults {
  const faults = { ...ratesMax };
  // The keys are those of an object of ours.
  for (const kind of Object.keys(faults) as (keyof Faults)[])
    faults[kind] = random.happens(0.5) ? faults[kind] * random.fraction() : 0;
  return faults;
}

export function calmDown(faults: Faults): void {
  for (const kind of Object.keys(faults) as (keyof Faults)[]) faults[kind] = 0; // it has no other keys
}
