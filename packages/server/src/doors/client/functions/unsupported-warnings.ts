import { modal } from "@lydian/protocol";
import type { FunctionDefinition } from "../../../model/definition.ts";
import type { ContainerSize, MachineSize } from "../../../model/machine.ts";
import { hasWebEndpoint } from "./definition.ts";

const { Function: FunctionMessage, Warning } = modal.client;

/** What a definition asks for and gets along without: its deployer is told, by the client's own means. */
export function unsupportedWarningsOf(
  definition: FunctionDefinition,
  machine: MachineSize,
): modal.client.Warning.$Properties[] {
  const wire = FunctionMessage.decode(definition.wire);
  const { regions, nonpreemptible } = wire.schedulerPlacement ?? {};
  const ignored: readonly (readonly [boolean, string])[] = [
    [hasWebEndpoint(wire), "Web endpoints are not served by this version of Lydian: its URL answers 501"],
    [wire.checkpointingEnabled, "Memory snapshots are not taken: every container starts anew"],
    [Boolean(wire.resources?.ephemeralDiskMb), "ephemeral_disk= is ignored: containers write to memory"],
    [Boolean(wire.resources?.milliCpuMax), "A CPU limit is ignored: cpu= is a weight among containers"],
    [
      (regions?.length ?? 0) > 0 || wire.routingRegion !== "",
      "Regions are ignored: this server is in one place",
    ],
    [wire.cloudProviderStr !== "", "cloud= is ignored: this server is in one place"],
    ...excessOf(definition.settings, machine),
    [nonpreemptible === true, "nonpreemptible= is ignored: containers are never preempted here"],
  ];
  const type = Warning.WarningType.WARNING_TYPE_FUNCTION_CONFIGURATION;
  return ignored.flatMap(([isAsked, message]) => (isAsked ? [{ type, message }] : []));
}

/** Containers that ask for more than there is get what there is. */
function excessOf(asked: ContainerSize, machine: MachineSize): readonly (readonly [boolean, string])[] {
  const warn = (what: string, most: string): string =>
    `It asks for ${what} and this server has ${most} for containers: they run one at a time, with what there is`;
  const [cores, coresMax] = [asked.cpuMilli / 1_000, machine.cpuMilli / 1_000];
  return [
    [cores > coresMax, warn(`${cores} cores`, String(coresMax))],
    [
      asked.memoryMiB > machine.memoryMiB,
      warn(`${asked.memoryMiB} MiB of memory`, `${machine.memoryMiB} MiB`),
    ],
  ];
}
