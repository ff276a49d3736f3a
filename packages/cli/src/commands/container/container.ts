import type { Command } from "commander";
import { addContainerList } from "./list.ts";
import { addContainerStop } from "./stop.ts";

/** `lydian container …` */
export function addContainer(program: Command): void {
  const parent = program.command("container").description("containers: the processes that functions run in");
  addContainerList(parent);
  addContainerStop(parent);
}
