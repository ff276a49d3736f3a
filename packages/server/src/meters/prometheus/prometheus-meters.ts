import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { FunctionId } from "../../model/ids.ts";
import type { Ledger } from "../../model/ledger.ts";
import type { FunctionLoad } from "../../model/container.ts";
import type { ResultStatus } from "../../model/result.ts";
import type { Meters } from "../meters.ts";

/** Names with lines of their own; what others do is told together, as that of the function "other". */
const namesMax = 1_000;

/** Functions whose counters are held; every deploy and every run makes new ones, of the same names. */
const functionsMax = 10_000;

/** From a tenth of a millisecond, which a warm call takes, to the minutes that a job does. */
const secondsBuckets = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300];

const byFunction = ["app", "function"] as const;
type Name = Readonly<Record<(typeof byFunction)[number], string>>;
const other: Name = { app: "", function: "other" };

/** What is counted of one function, found once. */
interface FunctionCounters {
  readonly name: Name;
  readonly accepted: Counter.Internal;
  readonly ended: Map<ResultStatus, Counter.Internal>;
  readonly ran: Histogram.Internal<string>;
}

/** Counts for Prometheus. `nameOf` knows what a function is called, as long as it is there. */
export class PrometheusMeters implements Meters {
  readonly #registry = new Registry();
  readonly #nameOf: (functionId: FunctionId) => Name | undefined;
  readonly #functions = new Map<FunctionId, FunctionCounters>();
  readonly #names = new Map<string, Name>();
  readonly #accepted = this.#counter("lydian_inputs_accepted_total", "Inputs that were taken in", byFunction);
  readonly #ended = this.#counter(
    "lydian_inputs_ended_total",
    "Inputs that have their output, by how they ended",
    [...byFunction, "status"],
  );
  readonly #ran = this.#histogram("lydian_input_run_seconds", "How long the function's code ran", byFunction);
  readonly #waited = this.#histogram(
    "lydian_input_wait_seconds",
    "From being accepted to being given to a container",
  ).labels();
  readonly #took = this.#histogram(
    "lydian_input_seconds",
    "From being accepted to the end of the function's code",
  ).labels();
  readonly #startups = this.#histogram(
    "lydian_container_startup_seconds",
    "From being asked for to being ready",
  );
  readonly #queued = this.#gauge(
    "lydian_inputs_queued",
    "Inputs that wait for a container or for their next attempt",
    byFunction,
  );
  readonly #running = this.#gauge("lydian_inputs_running", "Inputs that run", byFunction);
  readonly #containers = this.#gauge("lydian_containers", "Containers by what they do", [
    ...byFunction,
    "state",
  ]);

  constructor(nameOf: (functionId: FunctionId) => Name | undefined) {
    this.#nameOf = nameOf;
    collectDefaultMetrics({ register: this.#registry });
  }

  accepted(functionId: FunctionId, count: number): void {
    this.#of(functionId).accepted.inc(count);
  }

  ended(functionId: FunctionId, status: ResultStatus, ledger?: Ledger): void {
    const counters = this.#of(functionId);
    let ended = counters.ended.get(status);
    if (ended === undefined) {
      ended = this.#ended.labels({ ...counters.name, status });
      counters.ended.set(status, ended);
    }
    ended.inc();
    if (ledger === undefined) return;
    const { acceptedAtMs, placedAtMs, enteredAtMs, ranAtMs } = ledger;
    counters.ran.observe((ranAtMs - enteredAtMs) / 1_000);
    this.#waited.observe((placedAtMs - acceptedAtMs) / 1_000);
    this.#took.observe((ranAtMs - acceptedAtMs) / 1_000);
  }

  started(_functionId: FunctionId, startupMs: number): void {
    this.#startups.observe(startupMs / 1_000);
  }

  /** The text that Prometheus reads, with these queues and containers as they are now. */
  async text(loads: readonly FunctionLoad[]): Promise<string> {
    for (const gauge of [this.#queued, this.#running, this.#containers]) gauge.reset();
    for (const load of loads) {
      const { name } = this.#of(load.functionId);
      this.#queued.inc(name, load.queued);
      this.#running.inc(name, load.running);
      for (const [state, count] of Object.entries(load.containers))
        this.#containers.inc({ ...name, state }, count);
    }
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  #of(functionId: FunctionId): FunctionCounters {
    const known = this.#functions.get(functionId);
    if (known !== undefined) return known;
    const found = this.#nameOf(functionId);
    const name = (found && this.#listed(found)) ?? other;
    const counters = {
      name,
      accepted: this.#accepted.labels(name),
      ended: new Map<ResultStatus, Counter.Internal>(),
      ran: this.#ran.labels(name),
    };
    if (this.#functions.size >= functionsMax) this.#functions.clear();
    if (found !== undefined) this.#functions.set(functionId, counters);
    return counters;
  }

  /** Undefined once there are too many. */
  #listed(name: Name): Name | undefined {
    const key = JSON.stringify([name.app, name.function]);
    const listed = this.#names.get(key);
    if (listed !== undefined || this.#names.size >= namesMax) return listed;
    this.#names.set(key, name);
    return name;
  }

  #counter(name: string, help: string, labelNames: readonly string[]): Counter {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.#registry] });
  }

  #gauge(name: string, help: string, labelNames: readonly string[]): Gauge {
    return new Gauge({ name, help, labelNames: [...labelNames], registers: [this.#registry] });
  }

  #histogram(name: string, help: string, labelNames: readonly string[] = []): Histogram {
    return new Histogram({
      name,
      help,
      labelNames: [...labelNames],
      buckets: secondsBuckets,
      registers: [this.#registry],
    });
  }
}
