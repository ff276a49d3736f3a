import type { Command } from "commander";
import { accountPath, currentProfile, readProfiles, updateProfile } from "../../account/account-file.ts";
import { usageError } from "../../failure.ts";
import { printNote, printResult, type OutputOptions } from "../../output/print.ts";
import { withAccount } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

interface SetOptions extends OutputOptions {
  readonly tokenId: string;
  readonly tokenSecret: string;
  readonly serverUrl?: string;
  readonly profile?: string;
  readonly verify: boolean;
}

/** `lydian token set` */
export function addTokenSet(parent: Command): void {
  const command = parent
    .command("set")
    .description("keep a server's address and token in the account file")
    .requiredOption("--token-id <id>", "the token's id, ak-…")
    .requiredOption("--token-secret <secret>", "the token's secret, as-…")
    .option("--server-url <url>", "the server's address (default: what the profile has)")
    .option("--profile <name>", "profile to set (default: the one in use, else lydian)")
    .option("--no-verify", "do not ask the server whether the token is right");
  withExamples(
    withJson(command),
    "lydian token set --server-url http://10.0.0.5:7070 --token-id ak-… --token-secret as-…",
  ).action(setToken);
}

async function setToken(options: SetOptions): Promise<void> {
  const path = accountPath();
  const profiles = await readProfiles(path);
  const name = options.profile ?? currentProfile(profiles) ?? "lydian";
  const serverUrl = options.serverUrl ?? profiles.find((profile) => profile.name === name)?.serverUrl;
  if (serverUrl === undefined) {
    throw usageError(
      `Cannot set profile "${name}": it has no server address yet`,
      "Add --server-url URL, for example --server-url http://127.0.0.1:7070.",
    );
  }
  const { tokenId, tokenSecret } = options;
  if (options.verify) {
    await withAccount({ serverUrl, tokenId, tokenSecret }, (server) => server.rpc("TokenInfoGet", {}));
  }
  const isActive = profiles.some((profile) => profile.isActive);
  await updateProfile(path, name, {
    server_url: serverUrl,
    token_id: tokenId,
    token_secret: tokenSecret,
    ...(isActive ? {} : { active: true }),
  });
  const checked = options.verify ? "The server knows this token." : "The token was not tried.";
  printResult(
    options,
    { profile: name, serverUrl, tokenId, accountFile: path },
    `Profile "${name}" set in "${path}". ${checked}`,
  );
  if (isActive && currentProfile(profiles) !== name)
    printNote(`To use it here: export MODAL_PROFILE=${name}`);
}
