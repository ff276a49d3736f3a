import { App } from "lydian";

export const app = new App("bench-cold-start");

/** Each is called once, so that each call finds no container. */
export const functionsMax = 40;

/** When this code had been loaded, on the clock that all processes of a machine share. */
const loadedAtMs = performance.timeOrigin + performance.now();

export interface Times {
  readonly bootedAtMs: number;
  readonly loadedAtMs: number;
  readonly calledAtMs: number;
}

function times(): Times {
  return {
    bootedAtMs: performance.timeOrigin,
    loadedAtMs,
    calledAtMs: performance.timeOrigin + performance.now(),
  };
}

// Short, so that containers of functions that were called do not pile up.
export const functions = Array.from({ length: functionsMax }, (_, i) =>
  app.function(`cold-${i}`, { scaledownWindowMs: 500 }, times),
);
