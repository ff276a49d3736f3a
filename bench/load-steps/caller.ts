/** The process that calls at the rates it is given, whether or not earlier calls were answered. */
import { setTimeout as sleep } from "node:timers/promises";
import { Function } from "lydian";
import type { work } from "./steps-app.ts";
import { answer, refuse } from "../system/peer.ts";

export interface Step {
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Question {
  readonly steps: readonly Step[];
}

/** Of one call, by the machine's clock, in ms. */
export interface Answered {
  readonly calledAtMs: number;
  readonly answeredAtMs: number;
  /** The process of the container that ran it. */
  readonly pid: number;
}

const now = (): number => performance.timeOrigin + performance.now();

try {
  const callee = await Function.fromName<typeof work>("bench-load-steps", "work").hydrate();
  answer<Question>(async ({ steps }): Promise<readonly Answered[]> => {
    const calls: Promise<Answered>[] = [];
    const call = async (): Promise<Answered> => {
      const calledAtMs = now();
      const pid = await callee.remote(calls.length);
      return { calledAtMs, answeredAtMs: now(), pid };
    };
    let stepAtMs = now();
    for (const { perSecond, seconds } of steps) {
      for (let i = 0; i < perSecond * seconds; i += 1) {
        await sleep(Math.max(0, stepAtMs + (i * 1_000) / perSecond - now()));
        calls.push(call());
      }
      stepAtMs += seconds * 1_000;
      await sleep(Math.max(0, stepAtMs - now()));
    }
    return Promise.all(calls);
  });
} catch (error) {
  refuse(error);
}
