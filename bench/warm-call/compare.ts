/** Runs candidates in turns, each in a process of its own, and tells the medians of their rounds. */
import type { Figures, Question } from "./candidate.ts";
import { cleanEnvironment } from "../system/clean-environment.ts";
import { describeMachine } from "../system/describe-machine.ts";
import { median } from "../system/quantile.ts";
import { type Peer, startPeer } from "../system/peer.ts";

/** What it is called, its module in `candidates/`, and what that is told. */
export type CandidateName = readonly [label: string, module: string, argument?: string];

interface Rounds {
  readonly at1: Figures[];
  readonly at64: Figures[];
}

export class Comparison {
  /** Why a candidate could not take part. */
  readonly missing = new Map<string, string>();
  readonly #figures = new Map<string, Rounds>();

  /** Those that took part, in their order. */
  get labels(): readonly string[] {
    return [...this.#figures.keys()];
  }

  roundsOf(label: string): Rounds {
    return this.#figures.get(label) ?? { at1: [], at64: [] };
  }

  /** The median of a figure over all rounds; `NaN` of who did not take part. */
  of(label: string, depth: keyof Rounds, figure: keyof Figures): number {
    return median(this.roundsOf(label)[depth].map((round) => round[figure]));
  }

  /** One call outstanding for `ms` and then 64, round after round. */
  async run(
    candidates: readonly CandidateName[],
    options: { readonly rounds: number; readonly ms: number },
  ): Promise<void> {
    const { rounds, ms } = options;
    const peers = new Map<string, Peer<Question, Figures>>();
    try {
      for (const candidate of candidates) await this.#start(peers, candidate, ms);
      for (let round = 1; round <= rounds; round += 1) {
        console.log(`round ${round}: ${describeMachine().replace(/^.*, load/, "load")}`);
        for (const [label, peer] of peers) {
          this.roundsOf(label).at1.push(await peer.ask({ outstanding: 1, ms }));
          this.roundsOf(label).at64.push(await peer.ask({ outstanding: 64, ms }));
        }
      }
    } finally {
      await Promise.all([...peers.values()].map((peer) => peer.end()));
    }
  }

  async #start(
    peers: Map<string, Peer<Question, Figures>>,
    [label, name, argument]: CandidateName,
    ms: number,
  ): Promise<void> {
    const module = new URL("peers/caller.ts", import.meta.url);
    try {
      const args = argument === undefined ? [name] : [name, argument];
      const peer = await startPeer<Question, Figures>(module, { args, environment: cleanEnvironment() });
      peers.set(label, peer);
      // Compiled code, filled caches: what is measured is a process that has been up for a while.
      for (const outstanding of [1, 64]) await peer.ask({ outstanding, ms: Math.min(ms, warmUpMsMax) });
      this.#figures.set(label, { at1: [], at64: [] });
    } catch (error) {
      await peers.get(label)?.end();
      peers.delete(label);
      const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
      this.missing.set(label, reason);
      console.log(`Without ${label}: ${reason}`);
    }
  }
}

const warmUpMsMax = 1_000;
