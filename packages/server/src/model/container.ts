import type { AppId, ContainerId, DefinitionId, FunctionId } from "./ids.ts";

/**
 * `booting`: started, not yet able to take inputs. `serving`: takes inputs. `draining`: finishes
 * what it runs and takes nothing more. A container that is gone has no state: it is not listed.
 */
export type ContainerState = "booting" | "serving" | "draining";

/** What people are shown of a container. */
export interface ContainerInfo {
  readonly containerId: ContainerId;
  readonly appId: AppId;
  readonly appName: string;
  readonly functionId: FunctionId;
  readonly functionTag: string;
  readonly definitionId: DefinitionId;
  readonly state: ContainerState;
  readonly runningInputs: number;
  readonly enqueuedAtMs: number;
  readonly startedAtMs?: number;
}

/** What a function's queue and containers look like right now. */
export interface FunctionStats {
  /** Inputs that wait for a container. */
  readonly backlog: number;
  readonly totalContainers: number;
  readonly runningInputs: number;
  /** Inputs that the containers there are could start at once. */
  readonly inputHeadroom: number;
}

/** What a function has to do now, and who does it. */
export interface FunctionLoad {
  readonly functionId: FunctionId;
  /** Inputs that wait for a container, or for the time of their next attempt. */
  readonly queued: number;
  readonly running: number;
  readonly containers: Readonly<Record<ContainerState, number>>;
}
