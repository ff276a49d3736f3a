/** - H15. Once an app is known to be stopped none of its inputs begins, and all of them have ended. */
import type { Commits } from "./commits.ts";
import type { Complain } from "./violations.ts";

export class StoppedApps {
  readonly #complain: Complain;
  readonly #commits: Commits;
  /** Whose end would surprise nobody: it was asked for, or their client is silent. */
  readonly #mayEnd = new Set<string>();
  readonly #stopped = new Set<string>();

  constructor(complain: Complain, commits: Commits) {
    this.#complain = complain;
    this.#commits = commits;
  }

  ending(appId: string): void {
    this.#mayEnd.add(appId);
  }

  mayEnd(appId: string): boolean {
    return this.#mayEnd.has(appId);
  }

  stopped(appId: string): void {
    this.#stopped.add(appId);
    for (const { call, index, finishedBy } of this.#commits.inputs.values()) {
      if (call.appId === appId && finishedBy === undefined)
        this.#complain("H15", `${call.callId}/${index} is unfinished, and its app is stopped`);
    }
  }

  begins(appId: string, key: string): void {
    if (this.#stopped.has(appId)) this.#complain("H15", `${key} began after its app was stopped`);
  }
}
