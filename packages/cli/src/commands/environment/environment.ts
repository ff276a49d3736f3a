import type { Command } from "commander";
import { addEnvironmentCreate } from "./create.ts";
import { addEnvironmentDelete } from "./delete.ts";
import { addEnvironmentList } from "./list.ts";
import { addEnvironmentRename } from "./rename.ts";

/** `lydian environment …` */
export function addEnvironment(program: Command): void {
  const parent = program
    .command("environment")
    .description("environments: apps and secrets apart from each other");
  addEnvironmentList(parent);
  addEnvironmentCreate(parent);
  addEnvironmentRename(parent);
  addEnvironmentDelete(parent);
}
