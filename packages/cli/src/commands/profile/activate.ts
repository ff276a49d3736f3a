import type { Command } from "commander";
import { accountPath, activateProfile } from "../../account/account-file.ts";
import { printNote, printResult, type OutputOptions } from "../../output/print.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian profile activate NAME` */
export function addProfileActivate(parent: Command): void {
  const command = parent
    .command("activate <name>")
    .description("make a profile the one that all clients use, official ones too");
  withExamples(withJson(command), "lydian profile activate lydian").action(activate);
}

async function activate(name: string, options: OutputOptions): Promise<void> {
  await activateProfile(accountPath(), name);
  printResult(options, { name }, `Profile "${name}" is active.`);
  const forced = process.env["MODAL_PROFILE"];
  if (forced !== undefined && forced !== "" && forced !== name) {
    printNote(`MODAL_PROFILE is set to "${forced}" and wins over it here: unset MODAL_PROFILE`);
  }
}
