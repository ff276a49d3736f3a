import type { Command } from "commander";
import { accountPath, currentProfile, readProfiles } from "../../account/account-file.ts";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { formatTable } from "../../output/table.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian profile list` */
export function addProfileList(parent: Command): void {
  const command = parent.command("list").description("list the profiles of the account file");
  withExamples(withJson(command), "lydian profile list").action(listProfiles);
}

async function listProfiles(options: OutputOptions): Promise<void> {
  const path = accountPath();
  const profiles = await readProfiles(path);
  const current = currentProfile(profiles);
  printResult(
    options,
    profiles.map((profile) => ({
      name: profile.name,
      serverUrl: profile.serverUrl ?? null,
      tokenId: profile.tokenId ?? null,
      environment: profile.environment ?? null,
      isCurrent: profile.name === current,
    })),
    profiles.length === 0
      ? `No profiles in "${path}". Start a server with: lydian up`
      : formatTable(
          ["", "NAME", "SERVER", "TOKEN"],
          profiles.map((profile) => [
            profile.name === current ? "*" : "",
            profile.name,
            profile.serverUrl ?? "",
            profile.tokenId ?? "",
          ]),
        ),
  );
}
