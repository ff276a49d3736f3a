/** What the functions of the simulation do: their inputs say it, so that anybody can check what came of them. */
import type { Payload } from "../model/payload.ts";
import type { SeededRandomness } from "./seeded-randomness.ts";

export interface InputPlan {
  readonly runMs: number;
  /** How often it throws before it succeeds. */
  readonly throws: number;
  /** How often it then hangs until it is stopped. */
  readonly hangs: number;
  /** The function that it calls, and waits for. */
  readonly calls?: string;
}

export const yieldsOfGenerator = 4;

const runMsMax = 200;
/** Longer than a cancelled input may hold its slot. */
const longRunMs = 9_000;

export function drawPlan(
  random: SeededRandomness,
  { hasTroubles, calls }: { readonly hasTroubles: boolean; readonly calls?: string },
): InputPlan {
  const nested = calls !== undefined && random.happens(0.2) ? { calls } : {};
  const runMs = random.between(0, runMsMax);
  if (!hasTroubles) return { runMs, throws: 0, hangs: 0, ...nested };
  const isLong = random.happens(0.02);
  return {
    runMs: isLong ? longRunMs : runMs,
    throws: random.happens(0.3) ? random.between(1, 4) : 0,
    hangs: random.happens(0.05) ? 1 : 0,
    ...nested,
  };
}

export function payloadOf(plan: InputPlan): Payload {
  return { format: "cbor", data: Buffer.from(JSON.stringify(plan)) };
}

/** Whoever calls by schedule gives no arguments. */
export function planOf({ data }: Payload): InputPlan {
  const text = data === undefined ? "" : Buffer.from(data).toString();
  // Written by `payloadOf`, or by nobody.
  return text.startsWith("{") ? (JSON.parse(text) as InputPlan) : { runMs: 20, throws: 0, hangs: 0 };
}

/** What a function makes of an input. */
export function valueOf(callId: string, index: number): string {
  return `${callId}/${index}`;
}
