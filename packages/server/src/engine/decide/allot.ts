/**
 * How many containers each function may have while the machine cannot hold all that are wanted: the fair
 * share of each by what it takes most of (dominant resource fairness), which depends on nothing but what is
 * wanted, so that containers do not go back and forth.
 *
 * - F1. Nobody gets more than it wants; whoever wants any gets one, even where there is no room for it.
 * - F2. But for those first ones, all of it together fits the machine.
 * - F3. Who is left wanting has no smaller part of the machine than anybody else had before its last
 *   container, unless what it wants does not fit into what is left.
 * - F4. Containers that are to be there in any case come before those that are not.
 */
import type { FunctionId } from "../../model/ids.ts";
import type { ContainerSize, MachineSize } from "../../model/machine.ts";
import { Occupancy, shareOf } from "./resources.ts";

export interface Demand {
  readonly functionId: FunctionId;
  readonly wanted: number;
  /** How many of these it is promised: `minContainers`. */
  readonly promised: number;
  readonly each: ContainerSize;
}

export function allot(machine: MachineSize, demands: readonly Demand[]): ReadonlyMap<FunctionId, number> {
  const occupancy = new Occupancy(machine);
  const allotted = new Map<FunctionId, number>();
  for (const { functionId, wanted, each } of demands) {
    const count = Math.min(1, wanted);
    allotted.set(functionId, count);
    occupancy.add(each, count);
  }
  const promised = (demand: Demand): number => Math.min(demand.promised, demand.wanted);
  share(machine, demands, promised, allotted, occupancy);
  share(machine, demands, ({ wanted }) => wanted, allotted, occupancy);
  return allotted;
}

/** Gives one container after the other to whoever has the smallest part of the machine and is below its limit. */
function share(
  machine: MachineSize,
  demands: readonly Demand[],
  limit: (demand: Demand) => number,
  allotted: Map<FunctionId, number>,
  occupancy: Occupancy,
): void {
  const of = ({ functionId }: Demand): number => allotted.get(functionId) ?? 0;
  let open = demands.filter((demand) => of(demand) < limit(demand));
  while (open.length > 0) {
    const parts = open.map((demand) => of(demand) * shareOf(demand.each, machine));
    const least = open[parts.indexOf(Math.min(...parts))];
    if (least === undefined) return;
    if (occupancy.roomFor(least.each) > 0) {
      allotted.set(least.functionId, of(least) + 1);
      occupancy.add(least.each);
      if (of(least) < limit(least)) continue;
    }
    open = open.filter((demand) => demand !== least);
  }
}
