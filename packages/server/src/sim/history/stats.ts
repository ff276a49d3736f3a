/**
 * - H16. What `stats` says of a function's inputs is what the store had at a moment while it was asked: as many
 *   as before, and those that came, less those that ended meanwhile.
 */
import type { FunctionStats } from "../../model/container.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { Commits } from "./commits.ts";
import type { Complain } from "./violations.ts";

export class Stats {
  readonly #complain: Complain;
  readonly #commits: Commits;
  readonly #clock: VirtualClock;

  constructor(complain: Complain, commits: Commits, clock: VirtualClock) {
    this.#complain = complain;
    this.#commits = commits;
    this.#clock = clock;
  }

  async check(functionId: string, ask: () => Promise<FunctionStats>): Promise<void> {
    const before = { ...this.#commits.countsOf(functionId) };
    const { backlog, runningInputs } = await ask();
    // What was committed together with it is known by now.
    await this.#clock.sleep(0);
    const after = this.#commits.countsOf(functionId);
    const least = before.accepted - after.finished;
    const most = after.accepted - before.finished;
    const said = backlog + runningInputs;
    if (said < least || said > most)
      this.#complain(
        "H16",
        `${functionId} has ${backlog} + ${runningInputs} inputs by its stats, and had ${least} to ${most}`,
      );
  }
}
