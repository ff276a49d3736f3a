import { context, trace } from "@opentelemetry/api";

/** Runs code in the trace of the call that it runs for, for user code that has OpenTelemetry set up. */
export function inTrace<T>(traceparent: string, body: () => T): () => T {
  const [, traceId, spanId, flags] = traceparent.split("-");
  if (traceId === undefined || spanId === undefined) return body;
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags ?? "", 16), isRemote: true };
  return () => context.with(trace.setSpanContext(context.active(), parent), body);
}
