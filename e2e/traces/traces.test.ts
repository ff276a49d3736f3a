/** One call as one trace: the caller's spans, the server's, and those of what the function calls. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { TracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace";
import { Function } from "lydian";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { installRequirements } from "../modal-python/fixture/install-requirements.ts";
import { findPythonClients } from "../modal-python/fixture/python-client.ts";
import { type CollectedSpan, type Collector, errorStatus, spanKind, startCollector } from "./collector.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const environment = await installRequirements("otlp", here("requirements.txt"));
const skip = environment.kind === "missing" ? environment.reason : false;
const clocksApartMs = 4;
const python = await findPythonClients();

describe("traces", { skip, timeout: 120_000 }, () => {
  let collector: Collector;
  let lydian: Lydian;
  let provider: TracerProvider;
  before(async () => {
    assert.ok(environment.kind === "installed");
    collector = await startCollector(environment.folder);
    lydian = await startLydian({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint } });
    Object.assign(process.env, lydian.environment);
    const { code, stderr } = await lydian.run(["deploy", here("traced-app.ts")]);
    assert.equal(code, 0, stderr);
  });
  after(async () => {
    await provider?.shutdown();
    trace.disable();
    context.disable();
    await lydian.stop();
    collector.stop();
  });

  const outer = Function.fromName("traced", "outer");

  /** As the server makes them: callers without a trace find theirs by the call's id. */
  const traceIdOf = (callId: string): string =>
    createHash("sha256").update(callId).digest("hex").slice(0, 32);
  const find = (spans: readonly CollectedSpan[], name: string): CollectedSpan => {
    const found = spans.filter((span) => span.name === name);
    assert.equal(found.length, 1, `${name} of ${spans.map((span) => span.name).join(", ")}`);
    const [one] = found;
    assert.ok(one !== undefined);
    return one;
  };
  const numbersOf = (spans: readonly CollectedSpan[]): readonly number[] =>
    spans.map(({ attributes }) => Number(attributes["lydian.attempt"])).toSorted((a, b) => a - b);
  /** By the clocks of two processes, each of which is within 2 ms of the machine's. */
  const isInside = (span: CollectedSpan, outside: CollectedSpan): boolean =>
    span.startMs >= outside.startMs - clocksApartMs && span.endMs <= outside.endMs + clocksApartMs;
  const below = (spans: readonly CollectedSpan[], parent: CollectedSpan): readonly string[] =>
    spans
      .filter(({ parentSpanId }) => parentSpanId === parent.spanId)
      .toSorted((a, b) => a.startMs - b.startMs)
      .map(({ name }) => name);

  test("a caller without traces gets one by the call's id, with what the function calls in it", async () => {
    const call = await outer.spawn();
    const innersParent = await call.get();
    const spans = await collector.trace(traceIdOf(call.objectId), ["ran", "ran"]);
    const root = find(spans, "outer");
    assert.equal(root.parentSpanId, "");
    assert.equal(root.kind, spanKind.server);
    assert.equal(root.service, "lydian");
    assert.equal(root.attributes["lydian.app"], "traced");
    assert.equal(root.attributes["faas.invocation_id"], call.objectId);
    assert.equal(root.attributes["faas.coldstart"], true);
    const phases = spans.filter(({ parentSpanId }) => parentSpanId === root.spanId);
    const ran = phases.find(({ name }) => name === "ran");
    assert.ok(ran !== undefined);
    const order = ["queued", "booted", "imported", "ready", "placed", "entered", "ran"];
    const names = below(spans, root);
    // One that took no time by the clocks of two processes is left out.
    assert.deepEqual(
      names,
      order.filter((name) => names.includes(name)),
    );
    assert.ok(names.includes("imported") && names.includes("ran"));
    assert.deepEqual(below(spans, ran), ["inner"]);
    const inner = find(spans, "inner");
    assert.ok(isInside(inner, ran), "inside of what called it");
    const innerRan = spans.find((span) => span.parentSpanId === inner.spanId && span.name === "ran");
    assert.equal(innersParent, innerRan?.spanId, "what the function's own instrumentation sees");
    for (const { startMs, endMs } of spans) assert.ok(endMs >= startMs);
  });

  test("each attempt is a span, and those that failed say why", async () => {
    const call = await Function.fromName("traced", "flaky").spawn(2);
    assert.equal(await call.get(), 3);
    const spans = await collector.trace(traceIdOf(call.objectId), ["ran", "ran", "ran"]);
    const attempts = spans.filter(({ name }) => name === "flaky");
    const failed = attempts.filter(({ status }) => status === errorStatus);
    assert.deepEqual(numbersOf(attempts), [1, 2, 3]);
    assert.deepEqual(numbersOf(failed), [1, 2]);
    assert.ok(attempts.some(({ message }) => message.includes("not yet")));
  });

  test("calls from Python functions are in the trace of what makes them", { skip: python.skip }, async () => {
    const client = python.use("1.6.4", lydian);
    const deployed = await client.modal(["deploy", here("traced_app.py")]);
    assert.equal(deployed.code, 0, deployed.stderr);
    const call = await Function.fromName("traced-python", "outer").spawn();
    await call.get();
    const spans = await collector.trace(traceIdOf(call.objectId), ["ran", "ran"]);
    const ran = spans.find(
      (span) => span.name === "ran" && span.parentSpanId === find(spans, "outer").spanId,
    );
    assert.equal(find(spans, "inner").parentSpanId, ran?.spanId);
  });

  test("the trace of a caller goes on in the server and in the functions", async () => {
    assert.ok(environment.kind === "installed");
    context.setGlobalContextManager(new AsyncLocalStorageContextManager());
    const exporter = new OTLPTraceExporter({ url: `${collector.endpoint}/v1/traces` });
    provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    trace.setGlobalTracerProvider(provider);
    const request = trace.getTracer("test").startSpan("request");
    const { traceId, spanId } = request.spanContext();
    await context.with(trace.setSpan(context.active(), request), () => outer.remote());
    request.end();
    const spans = await collector.trace(traceId, ["ran", "ran", "remote outer", "request"]);
    const remote = find(spans, "remote outer");
    assert.equal(remote.parentSpanId, spanId);
    assert.equal(remote.kind, spanKind.client);
    const served = find(spans, "outer");
    assert.equal(served.parentSpanId, remote.spanId);
    assert.equal(served.attributes["faas.invocation_id"], remote.attributes["lydian.call_id"]);
    assert.ok(isInside(served, remote));
    find(spans, "inner");
  });

  test("failures of calls are told by the caller's span", async () => {
    const request = trace.getTracer("test").startSpan("request");
    await context.with(trace.setSpan(context.active(), request), async () => {
      const missing = Function.fromName("traced", "flaky").with({ deadlineMs: 60_000 });
      await assert.rejects(missing.remote(1_000), /not yet/);
    });
    request.end();
    const spans = await collector.trace(request.spanContext().traceId, [
      "ran",
      "ran",
      "ran",
      "remote flaky",
      "request",
    ]);
    assert.match(find(spans, "remote flaky").message, /not yet/);
  });

  test("a caller that does not sample its trace is not told of", async () => {
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const unsampled = trace.setSpanContext(context.active(), {
      traceId,
      spanId: "b7ad6b7169203331",
      traceFlags: 0,
    });
    await context.with(unsampled, () => outer.remote());
    // What came later has been told of: that would have been, too.
    const request = trace.getTracer("test").startSpan("request");
    await context.with(trace.setSpan(context.active(), request), () => outer.remote());
    await collector.trace(request.spanContext().traceId, ["ran", "ran"]);
    request.end();
    assert.deepEqual(
      collector.spans.filter((span) => span.traceId === traceId),
      [],
    );
  });
});
