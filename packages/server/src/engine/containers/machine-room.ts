/** What the containers of all functions take of the machine, and who leaves when others need room. */
import type { ResolvedFunction } from "../../model/definition.ts";
import type { FunctionId } from "../../model/ids.ts";
import type { Clock } from "../clock.ts";
import { allot, type Demand } from "../decide/allot.ts";
import { containersWanted } from "../decide/autoscale.ts";
import { type Holder, makeRoom } from "../decide/make-room.ts";
import type { ContainerSize, MachineSize } from "../../model/machine.ts";
import { Occupancy, shareOf } from "../decide/resources.ts";
import type { ContainerTable } from "./container-table.ts";
import type { Pool, Pools } from "./pool.ts";
import { containerSnapshots, poolSnapshot } from "./pool-snapshot.ts";
import { drain } from "./stop-container.ts";

export class MachineRoom {
  readonly size: MachineSize;
  readonly #table: ContainerTable;
  readonly #pools: Pools;
  readonly #clock: Clock;

  constructor(table: ContainerTable, pools: Pools, clock: Clock, size: MachineSize) {
    this.#table = table;
    this.#pools = pools;
    this.#clock = clock;
    this.size = size;
  }

  /** How many more containers of this size may be there; those that wait for a function take none. */
  roomFor(each: ContainerSize): number {
    const occupancy = new Occupancy(this.size);
    for (const { function: resolved } of this.#table) if (resolved) occupancy.add(resolved.settings);
    return occupancy.roomFor(each);
  }

  /** How many containers each function may have, by what all of them want now. */
  allotted(): ReadonlyMap<FunctionId, number> {
    return allot(
      this.size,
      [...this.#pools].flatMap((pool) => this.#demandOf(pool) ?? []),
    );
  }

  /**
   * Lets containers of others go, as many as it takes for `short` more of this function, less those that
   * leave already. Answers when to ask again.
   */
  makeFor(pool: Pool, { settings }: ResolvedFunction, short: number): number | undefined {
    const allotted = this.allotted();
    const leaving = [...this.#table].filter(({ phase }) => phase === "draining");
    const missing =
      short * shareOf(settings, this.size) -
      leaving.reduce((sum, container) => sum + this.#partOf(container.function), 0);
    const others = [...this.#pools].filter((other) => other !== pool);
    const plan = makeRoom(
      this.size,
      others.flatMap((other) => holderOf(other, allotted) ?? []),
      { nowMs: this.#clock.nowMs(), missing, isUrgent: pool.containers.size === 0 },
    );
    for (const containerId of plan.drain) {
      const container = this.#table.find(containerId);
      if (container !== undefined) drain(container, this.#clock);
    }
    return plan.againAtMs;
  }

  #partOf(resolved: ResolvedFunction | undefined): number {
    return resolved === undefined ? 0 : shareOf(resolved.settings, this.size);
  }

  /** Where nothing waits, what runs says what is wanted; else it is what was wanted when somebody looked last. */
  #demandOf(pool: Pool): Demand | undefined {
    const { settings, functionId } = pool;
    if (settings === undefined) return undefined;
    const unbounded = Number.POSITIVE_INFINITY;
    const now = { nowMs: this.#clock.nowMs(), queued: 0, allotted: unbounded, room: unbounded };
    const wanted = pool.mayHaveQueued ? pool.wanted : containersWanted(poolSnapshot(pool, settings, now));
    return { functionId, wanted, promised: settings.autoscaler.minContainers, each: settings };
  }
}

function holderOf(pool: Pool, allotted: ReadonlyMap<FunctionId, number>): Holder | undefined {
  const { settings, functionId } = pool;
  if (settings === undefined) return undefined;
  return {
    each: settings,
    allotted: allotted.get(functionId) ?? 0,
    containers: containerSnapshots(pool),
    startupMs: pool.startupMs.value ?? 0,
  };
}
