/** The process that spawns: as many inputs as it is asked for, in one call. */
import { Function } from "lydian";
import type { same } from "./million-app.ts";
import { answer } from "../system/peer.ts";

export interface SpawnQuestion {
  readonly inputs: number;
}

export interface Spawned {
  readonly callId: string;
  /** From the first input to the answer that all of them are kept. */
  readonly seconds: number;
}

const callee = Function.fromName<typeof same>("bench-million", "same");

answer<SpawnQuestion>(async ({ inputs }): Promise<Spawned> => {
  const startedAtMs = performance.now();
  const call = await callee.spawnMap(numbers(inputs));
  return { callId: call.objectId, seconds: (performance.now() - startedAtMs) / 1000 };
});

function* numbers(count: number): Generator<number> {
  for (let i = 0; i < count; i += 1) yield i;
}
