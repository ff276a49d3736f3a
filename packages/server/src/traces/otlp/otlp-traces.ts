import type { Resource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import type { ClaimedInput } from "../../model/call.ts";
import type { TracedAttempt, Traces } from "../traces.ts";
import { formatTraceparent, parseTraceparent } from "../trace-context.ts";
import { spanIdOf, traceIdOf } from "./ids.ts";
import { codeSpan, type Place, spansOf } from "./spans.ts";

/** Where spans go. */
export interface SpanSink {
  onEnd(span: ReadableSpan): void;
  close(): Promise<unknown>;
}

/** Tells a collector. Callers decide whether their traces are sampled; `ratio` of the others are. */
export class OtlpTraces implements Traces {
  readonly isOn = true;
  readonly #sink: SpanSink;
  readonly #resource: Resource;
  readonly #ratio: number;

  constructor(sink: SpanSink, resource: Resource, ratio: number) {
    this.#sink = sink;
    this.#resource = resource;
    this.#ratio = ratio;
  }

  contextOf(input: ClaimedInput): string | undefined {
    const { traceId, isSampled } = this.#placeOf(input);
    // Of those that nobody is told about the caller's own span is the last that anybody knows.
    if (!isSampled && input.traceparent !== undefined) return input.traceparent;
    const spanId = spanIdOf(input.callId, input.index, input.attempt, codeSpan);
    return formatTraceparent({ traceId, spanId, isSampled });
  }

  ended(attempt: TracedAttempt): void {
    const place = this.#placeOf(attempt.input);
    if (!place.isSampled) return;
    for (const span of spansOf(attempt, place, this.#resource)) this.#sink.onEnd(span);
  }

  async close(): Promise<void> {
    await this.#sink.close();
  }

  #placeOf({ callId, traceparent }: ClaimedInput): Place & { readonly isSampled: boolean } {
    const parent = traceparent === undefined ? undefined : parseTraceparent(traceparent);
    if (parent !== undefined) return parent;
    const traceId = traceIdOf(callId);
    return { traceId, isSampled: isWithin(traceId, this.#ratio) };
  }
}

const sampleDigits = 8;

/** The same for all who ask about a trace. */
function isWithin(traceId: string, ratio: number): boolean {
  return Number.parseInt(traceId.slice(-sampleDigits), 16) < ratio * 16 ** sampleDigits;
}
