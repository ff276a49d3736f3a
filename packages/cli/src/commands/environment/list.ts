import type { Command } from "commander";
import { formatInstant, isoInstant } from "../../output/instant.ts";
import { printResult, type OutputOptions } from "../../output/print.ts";
import { formatTable } from "../../output/table.ts";
import { withServer } from "../../server/server.ts";
import { withExamples, withJson } from "../options.ts";

/** `lydian environment list` */
export function addEnvironmentList(parent: Command): void {
  const command = parent.command("list").description("list all environments");
  withExamples(withJson(command), "lydian environment list").action(listEnvironments);
}

async function listEnvironments(options: OutputOptions): Promise<void> {
  const { items } = await withServer({}, (server) => server.rpc("EnvironmentList", {}));
  const environments = items.map((item) => ({
    name: item.name ?? "",
    isDefault: item.default === true,
    createdAt: item.createdAt ?? 0,
  }));
  printResult(
    options,
    environments.map(({ createdAt, ...rest }) => ({ ...rest, createdAt: isoInstant(createdAt) })),
    formatTable(
      ["NAME", "DEFAULT", "CREATED"],
      environments.map(({ name, isDefault, createdAt }) => [
        name,
        isDefault ? "yes" : "",
        formatInstant(createdAt),
      ]),
    ),
  );
}
