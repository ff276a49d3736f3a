/**
 * - H14. What is claimed once a version is known to be live runs on it, or on a later one; what had begun
 *   finishes where it is.
 */
import type { App } from "../../model/app.ts";
import type { ResolvedFunction } from "../../model/definition.ts";
import type { Complain } from "./violations.ts";

interface Run {
  readonly key: string;
  readonly resolved: ResolvedFunction;
  /** The version that was known to be live when it was claimed. */
  readonly claimedVersion: number;
}

export class Versions {
  readonly #complain: Complain;
  readonly #live = new Map<string, number>();
  readonly #runs: Run[] = [];

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  acknowledged(appId: string, version: number): void {
    this.#live.set(appId, Math.max(version, this.live(appId)));
  }

  live(appId: string): number {
    return this.#live.get(appId) ?? 0;
  }

  begins(key: string, resolved: ResolvedFunction, claimedVersion: number): void {
    this.#runs.push({ key, resolved, claimedVersion });
  }

  /** Whether containers of this definition are still what the app's live version asks for, as far as is known. */
  finish({ appId, versions }: App): void {
    for (const { key, resolved, claimedVersion } of this.#runs) {
      const { functionId, definitionId, generation } = resolved;
      if (resolved.appId !== appId) continue;
      const ran = versions.findLast(
        (version) =>
          version.definitions[functionId] === definitionId && (version.generation ?? 0) === generation,
      );
      if ((ran?.version ?? 0) < claimedVersion)
        this.#complain(
          "H14",
          `${key} began on version ${ran?.version ?? 0}, version ${claimedVersion} was live`,
        );
    }
  }
}
