import type { AppId, ClassId, DefinitionId, FunctionId } from "./ids.ts";

/**
 * `ephemeral` ends with its client, `detached` outlives it: `disconnected` once the client is gone,
 * and then it ends with its last call. `deployed` ends when it is stopped.
 */
export type AppState = "initializing" | "ephemeral" | "detached" | "disconnected" | "deployed" | "stopped";

/** One publication of an app. Versions count from 1 and are never reused. */
export interface AppVersion {
  readonly version: number;
  readonly deployedAtMs: number;
  readonly deployedBy: string;
  readonly clientVersion: string;
  readonly tag: string;
  /** Which version this one repeats, and why. Absent: it was deployed. */
  readonly origin?: {
    readonly kind: "rollback" | "rollover" | "promotion";
    readonly version: number;
  };
  /** Published, but not to be used until it is promoted. */
  readonly isStaged?: boolean;
  /** Containers of an earlier generation leave, also where their definitions are still the same. */
  readonly generation?: number;
  /** What the client says of its version control; carried. */
  readonly commit?: Uint8Array;
  readonly functions: Readonly<Record<string, FunctionId>>;
  readonly classes: Readonly<Record<string, ClassId>>;
  readonly definitions: Readonly<Record<FunctionId, DefinitionId>>;
}

export interface App {
  readonly appId: AppId;
  /** The deployment's name, or what the client said of an ephemeral app. */
  readonly name: string;
  readonly environmentName: string;
  readonly state: AppState;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly stoppedAtMs?: number;
  /** Absent where it ended by itself. */
  readonly stoppedBy?: string;
  /** What people label it with. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Oldest first; the last one that is not staged is live. */
  readonly versions: readonly AppVersion[];
}

/** The version that new inputs run on; `undefined` until the first publication. */
export function liveVersion(app: App): AppVersion | undefined {
  return app.versions.findLast((version) => version.isStaged !== true);
}
