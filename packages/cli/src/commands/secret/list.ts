import type { Command } from "commander";
import { formatInstant, isoInstant } from "../../output/instant.ts";
import { printResult } from "../../output/print.ts";
import { formatTable } from "../../output/table.ts";
import { withServer } from "../../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "../options.ts";

/** `lydian secret list` */
export function addSecretList(parent: Command): void {
  const command = parent
    .command("list")
    .description("list the secrets of an environment, never their values");
  withExamples(withCommon(command), "lydian secret list", "lydian secret list --env staging --json").action(
    listSecrets,
  );
}

async function listSecrets(options: CommonOptions): Promise<void> {
  const { items } = await withServer(options, (server) =>
    server.rpc("SecretList", { environmentName: server.client.environmentName }),
  );
  const secrets = items.map((item) => ({
    name: item.label ?? "",
    secretId: item.secretId ?? "",
    environment: item.environmentName ?? "",
    createdAt: item.createdAt ?? 0,
  }));
  printResult(
    options,
    secrets.map((secret) => ({ ...secret, createdAt: isoInstant(secret.createdAt) })),
    formatTable(
      ["NAME", "CREATED"],
      secrets.map(({ name, createdAt }) => [name, formatInstant(createdAt)]),
    ),
  );
}
