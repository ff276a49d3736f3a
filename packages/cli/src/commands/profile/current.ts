import type { Command } from "commander";
import { accountPath, currentProfile, readProfiles } from "../../account/account-file.ts";
import { CliError } from "../../failure.ts";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian profile current` */
export function addProfileCurrent(parent: Command): void {
  const command = parent
    .command("current")
    .description("name the profile in use: MODAL_PROFILE, or the active one");
  withExamples(withJson(command), "lydian profile current").action(showCurrent);
}

async function showCurrent(options: OutputOptions): Promise<void> {
  const path = accountPath();
  const profiles = await readProfiles(path);
  const name = currentProfile(profiles);
  if (name === undefined) {
    throw new CliError(`No profile is active in "${path}"`, {
      hint: "Choose one with: lydian profile activate NAME",
    });
  }
  const profile = profiles.find((known) => known.name === name);
  printResult(options, { name, serverUrl: profile?.serverUrl ?? null }, name);
}
