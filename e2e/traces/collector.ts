import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface CollectedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly status: number;
  readonly message: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** OpenTelemetry's numbers. */
export const spanKind = { internal: 1, server: 2, client: 3, producer: 4 } as const;
export const errorStatus = 2;

export interface Collector {
  readonly endpoint: string;
  /** Resolves to the spans of a trace once those of these names are there; a name that is given twice comes twice. */
  trace(traceId: string, names: readonly string[]): Promise<readonly CollectedSpan[]>;
  readonly spans: readonly CollectedSpan[];
  stop(): void;
}

const waitMsMax = 20_000;

/** Starts what receives OTLP, with the Python of an environment that has its definitions. */
export async function startCollector(environment: string): Promise<Collector> {
  const script = fileURLToPath(new URL("collector.py", import.meta.url));
  const child = spawn(join(environment, "bin/python"), [script], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const [first] = (await once(lines, "line", { signal: AbortSignal.timeout(waitMsMax) })) as [string];
  const { port } = JSON.parse(first) as { readonly port: number }; // its own line
  const spans: CollectedSpan[] = [];
  lines.on("line", (line) => spans.push(JSON.parse(line) as CollectedSpan)); // its own lines
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans,
    async trace(traceId, names) {
      const endMs = performance.now() + waitMsMax;
      for (;;) {
        const found = spans.filter((span) => span.traceId === traceId);
        if (hasAll(found, names)) return found;
        if (performance.now() > endMs)
          throw new Error(`only ${found.map(({ name }) => name).join(", ")} came`);
        await delay(20);
      }
    },
    stop: () => child.kill(),
  };
}

function hasAll(spans: readonly CollectedSpan[], names: readonly string[]): boolean {
  const missing = [...names];
  for (const { name } of spans) {
    const at = missing.indexOf(name);
    if (at >= 0) missing.splice(at, 1);
  }
  return missing.length === 0;
}
