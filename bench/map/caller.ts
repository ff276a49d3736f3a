/** The process that maps: one map of as many inputs as it is asked for, and how much memory that took. */
import { Function } from "lydian";
import type { same } from "./noop-app.ts";
import { answer, refuse } from "../system/peer.ts";
import { peakMemoryMiB } from "../system/peak-memory.ts";

export interface Question {
  readonly inputs: number;
}

export interface Figures {
  readonly seconds: number;
  readonly peakMiB: number;
}

try {
  const callee = await Function.fromName<typeof same>("bench-map", "same").hydrate();
  await callee.remote(0);
  answer<Question>(async ({ inputs }) => {
    const startedAtMs = performance.now();
    let next = 0;
    for await (const value of callee.map(numbers(inputs))) {
      if (value !== next) throw new Error(`result ${next} is ${value}`);
      next += 1;
    }
    if (next !== inputs) throw new Error(`${next} results of ${inputs} inputs`);
    const seconds = (performance.now() - startedAtMs) / 1000;
    const figures: Figures = { seconds, peakMiB: await peakMemoryMiB(process.pid) };
    return figures;
  });
} catch (error) {
  refuse(error);
}

function* numbers(count: number): Generator<number> {
  for (let i = 0; i < count; i += 1) yield i;
}
