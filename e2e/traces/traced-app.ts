import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { App } from "lydian";

// What a person's own set-up does first.
context.setGlobalContextManager(new AsyncLocalStorageContextManager());

export const app = new App("traced");

/** What instrumentation in the function would take as its parent. */
export const inner = app.function("inner", () => trace.getActiveSpan()?.spanContext().spanId ?? "none");

export const outer = app.function("outer", () => inner.remote());

export const flaky = app.function(
  "flaky",
  { retries: { maxRetries: 2, initialDelayMs: 1 } },
  (failures: number) => {
    if (attempts++ < failures) throw new Error("not yet");
    return attempts;
  },
);
let attempts = 0;
