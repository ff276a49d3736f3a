/** Something whose calls are measured. Each runs in a process of its own, and starts what it needs. */
export interface Candidate {
  call(): Promise<unknown>;
  /** Leaves nothing running. */
  close(): Promise<void>;
}

/** One whose caller is no program of Node.js: it keeps calls under way by itself, as `measure` does. */
export interface MeasuredElsewhere {
  measure(question: Question): Promise<Figures>;
  close(): Promise<void>;
}

export interface Question {
  readonly outstanding: number;
  readonly ms: number;
}

export interface Figures {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
}

/** Keeps `outstanding` calls under way for `ms`. */
export async function measure(candidate: Candidate, { outstanding, ms }: Question): Promise<Figures> {
  const latenciesMs: number[] = [];
  const startedAtMs = performance.now();
  const untilMs = startedAtMs + ms;
  const loop = async (): Promise<void> => {
    for (let beforeMs = performance.now(); beforeMs < untilMs;) {
      await candidate.call();
      const afterMs = performance.now();
      latenciesMs.push(afterMs - beforeMs);
      beforeMs = afterMs;
    }
  };
  await Promise.all(Array.from({ length: outstanding }, loop));
  const elapsedMs = performance.now() - startedAtMs;
  const sorted = Float64Array.from(latenciesMs).sort();
  const at = (fraction: number): number => sorted[Math.floor(sorted.length * fraction)] ?? Number.NaN;
  return { p50Ms: at(0.5), p99Ms: at(0.99), perSecond: (latenciesMs.length / elapsedMs) * 1000 };
}
