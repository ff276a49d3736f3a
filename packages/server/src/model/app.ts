import type { AppId, ClassId, DefinitionId, FunctionId } from "./ids.ts";

/** `ephemeral` ends with its client, `detached` with its last call, `deployed` when stopped. */
export type AppState = "initializing" | "ephemeral" | "detached" | "deployed" | "stopped";

/** One publication of an app. Versions count from 1 and are never reused. */
export interface AppVersion {
  readonly version: number;
  readonly deployedAtMs: number;
  readonly deployedBy: string;
  readonly clientVersion: string;
  readonly tag: string;
  readonly rollbackOf?: number;
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
  /** Oldest first; the last one is live. */
  readonly versions: readonly AppVersion[];
}

/** The version that new inputs run on; `undefined` until the first publication. */
export function liveVersion(app: App): AppVersion | undefined {
  return app.versions.at(-1);
}
