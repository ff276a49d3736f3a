import type { Command } from "commander";
import { addProfileActivate } from "./activate.ts";
import { addProfileCurrent } from "./current.ts";
import { addProfileList } from "./list.ts";

/** `lydian profile …` */
export function addProfile(program: Command): void {
  const parent = program.command("profile").description("servers and tokens of the account file");
  addProfileList(parent);
  addProfileCurrent(parent);
  addProfileActivate(parent);
}
