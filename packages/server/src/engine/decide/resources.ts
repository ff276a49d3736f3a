import type { ContainerSize, MachineSize } from "../../model/machine.ts";

/** The part of the machine that one container takes: of what it takes most of, at most all of it. */
export function shareOf(each: ContainerSize, machine: MachineSize): number {
  return Math.min(1, Math.max(...parts(each, machine)));
}

/** What a container takes of each thing, as a part of what there is; one that asks for more gets all. */
function parts(each: ContainerSize, machine: MachineSize): readonly number[] {
  return [each.cpuMilli / machine.cpuMilli, each.memoryMiB / machine.memoryMiB, 1 / machine.containers].map(
    (part) => Math.min(1, part),
  );
}

/** Sums of tenths are not exact: a machine that is full to the last bit has no room for a rounding error. */
export const tolerance = 1e-9;

/** What is taken of a machine. */
export class Occupancy {
  readonly #machine: MachineSize;
  readonly #taken = [0, 0, 0];

  constructor(machine: MachineSize) {
    this.#machine = machine;
  }

  add(each: ContainerSize, count = 1): void {
    for (const [i, part] of parts(each, this.#machine).entries())
      this.#taken[i] = (this.#taken[i] ?? 0) + count * part;
  }

  /** How many more containers of this size there is room for. */
  roomFor(each: ContainerSize): number {
    const counts = parts(each, this.#machine).map((part, i) =>
      Math.floor((1 - (this.#taken[i] ?? 0)) / part + tolerance),
    );
    return Math.max(0, Math.min(...counts));
  }
}
