/** The process that calls: one function of the app, by name, for the first time. */
import { Function } from "lydian";
import type { functions, Times } from "./cold-app.ts";
import { answer } from "../system/peer.ts";

export interface Question {
  readonly index: number;
}

export interface Figures extends Times {
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
}

answer<Question>(async ({ index }) => {
  const askedAtMs = performance.timeOrigin + performance.now();
  const callee = Function.fromName<(typeof functions)[number]>("bench-cold-start", `cold-${index}`);
  const times = await callee.remote();
  const figures: Figures = {
    ...times,
    askedAtMs,
    answeredAtMs: performance.timeOrigin + performance.now(),
  };
  return figures;
});
