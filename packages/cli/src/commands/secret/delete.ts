import type { Command } from "commander";
import { confirm } from "../../output/confirm.ts";
import { printResult } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "../options.ts";

/** `lydian secret delete NAME` */
export function addSecretDelete(parent: Command): void {
  const command = parent
    .command("delete <name>")
    .description("delete a secret; functions that ask for it cannot start any more")
    .option("-y, --yes", "do not ask");
  withExamples(withCommon(command), "lydian secret delete hub --yes").action(deleteSecret);
}

async function deleteSecret(
  name: string,
  options: CommonOptions & { readonly yes?: boolean },
): Promise<void> {
  await confirm(options, `Delete secret "${name}"?`);
  await withServer(options, async (server) => {
    const environmentName = server.client.environmentName;
    const { secretId } = await server.rpc("SecretGetOrCreate", { deploymentName: name, environmentName });
    await server.rpc("SecretDelete", { secretId });
  });
  printResult(options, { name }, `Secret "${name}" deleted.`);
}
