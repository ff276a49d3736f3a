import type { AutoscalerSettings } from "../../model/settings.ts";

/** A change takes effect within this. */
const effectMsMax = 1_000;

interface Change {
  readonly settings: AutoscalerSettings;
  acknowledgedAtMs: number;
}

/** What was asked of the autoscaler, function by function: what is in force is one of the last of these. */
export class Scaling {
  readonly #nowMs: () => number;
  readonly #changes = new Map<string, Change[]>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Answers what is to be called once it is acknowledged. */
  asked(functionId: string, settings: AutoscalerSettings): () => void {
    const change = { settings, acknowledgedAtMs: Number.POSITIVE_INFINITY };
    this.#changes.set(functionId, [...(this.#changes.get(functionId) ?? []), change]);
    return () => {
      change.acknowledgedAtMs = this.#nowMs();
    };
  }

  /** What was asked for last. */
  last(functionId: string): AutoscalerSettings | undefined {
    return this.#changes.get(functionId)?.at(-1)?.settings;
  }

  /** All that may be in force now: what was certainly so a second ago, and what was asked for since. */
  inForce(functionId: string): readonly AutoscalerSettings[] {
    const changes = this.#changes.get(functionId) ?? [];
    const beforeMs = this.#nowMs() - effectMsMax;
    const settled = changes.findLastIndex(({ acknowledgedAtMs }) => acknowledgedAtMs <= beforeMs);
    return changes.slice(Math.max(0, settled)).map(({ settings }) => settings);
  }
}
