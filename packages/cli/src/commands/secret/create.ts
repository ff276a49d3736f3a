import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { modal } from "@lydian/protocol";
import type { Command } from "commander";
import { CliError, usageError } from "../../failure.ts";
import { printResult } from "../../output/print.ts";
import { withServer } from "../../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "../options.ts";

const { ObjectCreationType } = modal.client;

interface CreateOptions extends CommonOptions {
  readonly fromDotenv?: string;
  readonly force?: boolean;
}

/** `lydian secret create NAME KEY=VALUE…` */
export function addSecretCreate(parent: Command): void {
  const command = parent
    .command("create <name> [pairs...]")
    .description("keep values, encrypted, that functions get as environment variables")
    .option("--from-dotenv <file>", "take the pairs of a .env file as well")
    .option("--force", "replace the secret if there is one of this name");
  withExamples(
    withCommon(command),
    "lydian secret create database URL=postgres://… PASSWORD=…",
    "lydian secret create hub --from-dotenv .env --force",
  ).action(createSecret);
}

async function createSecret(name: string, pairs: readonly string[], options: CreateOptions): Promise<void> {
  const fromFile = options.fromDotenv === undefined ? {} : await readDotenv(options.fromDotenv);
  const envDict = { ...fromFile, ...parsePairs(pairs) };
  const keys = Object.keys(envDict);
  if (keys.length === 0) {
    throw usageError(
      `Cannot create secret "${name}": it has no values`,
      "Give KEY=VALUE, or --from-dotenv FILE.",
    );
  }
  const { secretId } = await withServer(options, (server) =>
    server.rpc("SecretGetOrCreate", {
      deploymentName: name,
      environmentName: server.client.environmentName,
      objectCreationType:
        options.force === true
          ? ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_OVERWRITE_IF_EXISTS
          : ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_FAIL_IF_EXISTS,
      envDict,
    }),
  );
  printResult(options, { name, secretId, keys }, `Secret "${name}" holds ${keys.join(", ")}.`);
}

function parsePairs(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      // The pair itself may be a value that was meant to be secret: it is not repeated.
      if (at < 1)
        throw usageError("Cannot read a value: expected KEY=VALUE", 'Quote values with spaces: "KEY=a b".');
      const key = pair.slice(0, at);
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) {
        throw usageError(`Cannot use key "${key}": letters, digits and _ only, not starting with a digit`);
      }
      return [key, pair.slice(at + 1)];
    }),
  );
}

async function readDotenv(path: string): Promise<Record<string, string>> {
  try {
    const pairs = Object.entries(parseEnv(await readFile(path, "utf8")));
    return Object.fromEntries(pairs.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`Cannot read "${path}": ${reason}`, { cause: error });
  }
}
