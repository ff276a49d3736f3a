import { setTimeout as delay } from "node:timers/promises";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import { LydianError } from "../../model/error.ts";
import type { Traces } from "../traces.ts";
import { OtlpTraces } from "./otlp-traces.ts";

/** How many spans wait for the collector, and go together; what is beyond that is dropped. */
const queuedSpansMax = 65_536;
const spansPerRequestMax = 2_048;
const delayMs = 1_000;

/** For the last spans of a server that stops: nobody waits longer for a collector that is away. */
const closeMsMax = 2_000;

export interface TracesOptions {
  readonly serviceName: string;
  /** How many of the traces that begin here are told, from 0 to 1. */
  readonly ratio: number;
  /** Told when the collector does not take spans, once until it does again. */
  readonly report: (what: string, error: unknown) => void;
}

/**
 * Tells the collector that the variables of OpenTelemetry name (`OTEL_EXPORTER_OTLP_ENDPOINT` and its like, which the
 * exporter reads itself) by OTLP over HTTP, with protobuf. One that cannot be reached costs spans, and nothing else.
 */
export async function openTraces({ serviceName, ratio, report }: TracesOptions): Promise<Traces> {
  // Loaded only here: a server without a collector starts without them.
  const [{ OTLPTraceExporter }, { BatchSpanProcessor }, resources] = await Promise.all([
    import("@opentelemetry/exporter-trace-otlp-proto"),
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/resources"),
  ]);
  const processor = new BatchSpanProcessor({
    exporter: reporting(new OTLPTraceExporter(), report),
    maxQueueSize: queuedSpansMax,
    maxExportBatchSize: spansPerRequestMax,
    scheduledDelayMillis: delayMs,
  });
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const resource = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ "service.name": serviceName }));
  const close = (): Promise<unknown> =>
    Promise.race([processor.shutdown(), delay(closeMsMax, undefined, { ref: false })]);
  return new OtlpTraces({ onEnd: (span) => processor.onEnd(span), close }, resource, ratio);
}

function reporting(exporter: SpanExporter, report: TracesOptions["report"]): SpanExporter {
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error !== undefined && !isFailing)
          report("send traces to the collector", new LydianError("unavailable", result.error.message));
        isFailing = result.error !== undefined;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}
