/** What is deployed to be killed, who calls it, and who reads it afterwards: in one language. */
import type { ChildProcess } from "node:child_process";
import type { Lydian } from "../fixture/start-lydian.ts";
import type { Event } from "./history.ts";

export type CallKind = "remote" | "nested" | "spawn" | "map" | "generator" | "spawnMap";

export interface Callers {
  /** Deploys the app that is called. Rejects with what was said if that fails. */
  deploy(lydian: Lydian): Promise<void>;
  /** A process that calls in these ways, in an order that the seed decides, until it is told to stop. */
  start(lydian: Lydian, order: CallerOrder): CallerProcess;
  /** The last reading of all that was acknowledged, and the number of inputs of each call. */
  readAll(lydian: Lydian, events: readonly Event[]): Promise<LastReading>;
}

export interface CallerOrder {
  readonly name: string;
  readonly seed: number;
  readonly kinds: readonly CallKind[];
  readonly onEvent: (event: Event) => void;
}

export interface CallerProcess {
  readonly child: ChildProcess;
  /** Lets it end what it has begun. */
  readonly stop: () => void;
  /** Resolves when it has ended and its last event was heard. */
  readonly ended: Promise<unknown>;
}

export interface LastReading {
  /** One for each input that has a result. */
  readonly events: readonly Event[];
  /** Calls with another number of inputs than were acknowledged, in sentences. */
  readonly wrongCounts: readonly string[];
}

/** How many inputs of each call were acknowledged. */
export function countAcknowledged(events: readonly Event[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind === "acknowledged") counts.set(event.call, (counts.get(event.call) ?? 0) + 1);
  }
  return counts;
}

export function wrongCount(call: string, found: number, acknowledged: number): readonly string[] {
  return found === acknowledged ? [] : [`${call} has ${found} inputs, ${acknowledged} were acknowledged`];
}
