/** Calls as spans of the caller's trace, for programs that have OpenTelemetry set up; nothing for others. */
import { isSpanContextValid, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Target } from "./target.ts";

const tracer = trace.getTracer("lydian");

/** A span that is about to be a call. */
export interface CallSpan {
  /** W3C trace context to send along; empty if nobody traces. */
  readonly traceparent: string;
  /** Says why the call failed. */
  fail(error: unknown): void;
  /** The call is over. Idempotent. */
  end(): void;
}

const noSpan: CallSpan = { traceparent: "", fail() {}, end() {} };

/** Begins the span of a call: `remote square`, of kind client, or of kind producer if nobody waits for it. */
export function startCallSpan(verb: string, target: Target, callId: string): CallSpan {
  const { name } = target;
  const kind = verb.startsWith("spawn") ? SpanKind.PRODUCER : SpanKind.CLIENT;
  const attributes = {
    "faas.invoked_name": name,
    "faas.invoked_provider": "lydian",
    "lydian.call_id": callId,
  };
  const span = tracer.startSpan(`${verb} ${name}`, { kind, attributes });
  const context = span.spanContext();
  if (!isSpanContextValid(context)) return noSpan;
  const flags = context.traceFlags.toString(16).padStart(2, "0");
  return {
    traceparent: `00-${context.traceId}-${context.spanId}-${flags}`,
    fail: (error) => note(span, error),
    end: () => span.end(),
  };
}

function note(span: Span, error: unknown): void {
  const exception = error instanceof Error ? error : new Error(String(error));
  span.recordException(exception);
  span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
}
