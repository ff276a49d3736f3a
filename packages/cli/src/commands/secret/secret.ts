import type { Command } from "commander";
import { addSecretCreate } from "./create.ts";
import { addSecretDelete } from "./delete.ts";
import { addSecretList } from "./list.ts";

/** `lydian secret …` */
export function addSecret(program: Command): void {
  const parent = program.command("secret").description("values that functions get as environment variables");
  addSecretList(parent);
  addSecretCreate(parent);
  addSecretDelete(parent);
}
