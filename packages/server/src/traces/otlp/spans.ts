import {
  type Attributes,
  type HrTime,
  SpanKind,
  type SpanStatus,
  SpanStatusCode,
  TraceFlags,
} from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import type { Ledger } from "../../model/ledger.ts";
import type { TracedAttempt } from "../traces.ts";
import { spanIdOf } from "./ids.ts";

/** Where the spans of an attempt hang. */
export interface Place {
  readonly traceId: string;
  /** The caller's span; absent where it has none. */
  readonly spanId?: string;
}

/** The span that the function's own calls are children of. */
export const codeSpan = "ran";

/** What ended when, in the order in which it happens; the same words as in `lydian explain`. */
const phases: readonly (readonly [name: string, end: (ledger: Ledger) => number | undefined])[] = [
  ["queued", ({ askedAtMs }) => askedAtMs],
  ["booted", ({ bootedAtMs }) => bootedAtMs],
  ["imported", ({ importedAtMs }) => importedAtMs],
  ["ready", ({ readyAtMs }) => readyAtMs],
  ["placed", ({ placedAtMs }) => placedAtMs],
  ["entered", ({ enteredAtMs }) => enteredAtMs],
  [codeSpan, ({ ranAtMs }) => ranAtMs],
];

/** An attempt as one span, with one below it for each phase that took time. */
export function spansOf(attempt: TracedAttempt, place: Place, resource: Resource): readonly ReadableSpan[] {
  const { input, functionTag, ledger, result } = attempt;
  const { callId, index } = input;
  const name = input.method === undefined ? functionTag : functionTag.replace(/\*$/, input.method);
  const isRetry = input.attempt > 1;
  const startMs = isRetry ? ledger.placedAtMs : ledger.acceptedAtMs;
  const spanId = spanIdOf(callId, index, input.attempt);
  const root = createSpan(resource, place.traceId, {
    name,
    kind: SpanKind.SERVER,
    spanId,
    parentSpanId: place.spanId,
    fromMs: startMs,
    toMs: ledger.ranAtMs,
    status: statusOf(attempt),
    attributes: {
      "faas.invocation_id": callId,
      "faas.name": name,
      "faas.coldstart": ledger.readyAtMs !== undefined,
      "lydian.app": attempt.appName,
      "lydian.container_id": attempt.containerId,
      "lydian.input_index": index,
      "lydian.attempt": input.attempt,
      "lydian.status": result.status,
    },
  });
  const spans = [root];
  let fromMs = startMs;
  for (const [phase, end] of phases) {
    const toMs = end(ledger) ?? fromMs;
    if (toMs <= fromMs && phase !== codeSpan) continue;
    spans.push(
      createSpan(resource, place.traceId, {
        name: phase,
        kind: SpanKind.INTERNAL,
        spanId: spanIdOf(callId, index, input.attempt, phase),
        parentSpanId: spanId,
        fromMs,
        toMs: Math.max(fromMs, toMs),
      }),
    );
    fromMs = Math.max(fromMs, toMs);
  }
  return spans;
}

function statusOf({ result }: TracedAttempt): SpanStatus {
  if (result.status === "success") return { code: SpanStatusCode.UNSET };
  return { code: SpanStatusCode.ERROR, message: result.exception ?? result.status };
}

interface SpanFacts {
  readonly name: string;
  readonly kind: SpanKind;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly fromMs: number;
  readonly toMs: number;
  readonly status?: SpanStatus;
  readonly attributes?: Attributes;
}

const scope = { name: "lydian" };

function createSpan(resource: Resource, traceId: string, facts: SpanFacts): ReadableSpan {
  const { name, kind, spanId, parentSpanId, fromMs, toMs, attributes = {} } = facts;
  const traceFlags = TraceFlags.SAMPLED;
  return {
    name,
    kind,
    spanContext: () => ({ traceId, spanId, traceFlags }),
    ...(parentSpanId === undefined
      ? {}
      : { parentSpanContext: { traceId, spanId: parentSpanId, traceFlags } }),
    startTime: hrTimeOf(fromMs),
    endTime: hrTimeOf(toMs),
    duration: hrTimeOf(toMs - fromMs),
    status: facts.status ?? { code: SpanStatusCode.UNSET },
    attributes,
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

const nanosecondsPerMs = 1_000_000;

function hrTimeOf(ms: number): HrTime {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * nanosecondsPerMs)];
}
