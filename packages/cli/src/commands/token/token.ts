import type { Command } from "commander";
import { addTokenInfo } from "./info.ts";
import { addTokenSet } from "./set.ts";

/** `lydian token …` */
export function addToken(program: Command): void {
  const parent = program.command("token").description("the token that this machine presents to a server");
  addTokenSet(parent);
  addTokenInfo(parent);
}
