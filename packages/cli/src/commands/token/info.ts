import type { Command } from "commander";
import { readAccount } from "lydian/internal";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian token info` */
export function addTokenInfo(parent: Command): void {
  const command = parent.command("info").description("ask the server who the token in use belongs to");
  withExamples(withJson(command), "lydian token info").action(showToken);
}

async function showToken(options: OutputOptions): Promise<void> {
  const { serverUrl } = readAccount();
  const info = await withServer({}, (server) => server.rpc("TokenInfoGet", {}));
  const user = info.userIdentity?.username ?? "";
  printResult(
    options,
    { tokenId: info.tokenId, name: info.tokenName, user, workspace: info.workspaceName, serverUrl },
    [
      `Token      ${info.tokenId}`,
      `User       ${user}`,
      `Workspace  ${info.workspaceName}`,
      `Server     ${serverUrl}`,
    ].join("\n"),
  );
}
