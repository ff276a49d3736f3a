import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { RunningServer, ServerOptions } from "@lydian/server";
import { InvalidArgumentError, Option, type Command } from "commander";
import {
  accountPath,
  addServerProfile,
  overridingVariables,
  readServerToken,
} from "../account/account-file.ts";
import { CliError, exitCodes } from "../failure.ts";
import { printJson, printNote, type OutputOptions } from "../output/print.ts";
import { withExamples, withJson } from "./options.ts";

interface UpOptions extends OutputOptions {
  readonly host: string;
  readonly port: number;
  readonly state: string;
  readonly launcher?: "process" | "bubblewrap";
  readonly syncAll?: boolean;
}

const portDefault = 7070;

/** `lydian up` */
export function addUp(program: Command): void {
  const command = program
    .command("up")
    .description("start a server here: it keeps running until Ctrl-C")
    .option(
      "--host <address>",
      "address to listen on; anything but loopback is open to your network",
      "127.0.0.1",
    )
    .option("--port <number>", "port to listen on, 0 for any free one", parsePort, portDefault)
    .option("--state <directory>", "where everything is kept", join(homedir(), ".lydian"))
    .addOption(
      new Option(
        "--launcher <name>",
        "how containers are kept apart (default: bubblewrap if it works here)",
      ).choices(["process", "bubblewrap"]),
    )
    .option("--sync-all", "sync every call to disk, not only those that nobody waits for");
  withExamples(withJson(command), "lydian up", "lydian up --port 0 --state ./state --json").action(up);
}

async function up(options: UpOptions): Promise<void> {
  // Asked for before the server starts, so that no signal is lost while it does.
  const interrupted = waitForInterrupt();
  const knownToken = await readServerToken(accountPath());
  const server = await start({
    stateDirectory: resolve(options.state),
    host: options.host,
    port: options.port,
    ...(options.launcher === undefined ? {} : { launcher: options.launcher }),
    ...(knownToken === undefined ? {} : { knownToken }),
    syncAll: options.syncAll === true,
    log: printNote,
  });
  try {
    await announce(server, options);
    await interrupted;
  } finally {
    if (options.json !== true) printNote("Stopping …");
    await server.stop();
  }
  // All is done and kept: what still holds this process, such as a request to a collector that is away, is not waited for.
  process.exit();
}

/** The server is loaded only here: no other command needs it. */
async function start(options: ServerOptions): Promise<RunningServer> {
  const { LydianError, startServer } = await import("@lydian/server");
  try {
    return await startServer(options);
  } catch (error) {
    if (error instanceof LydianError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}

async function announce(server: RunningServer, options: UpOptions): Promise<void> {
  const path = accountPath();
  const { name, isCurrent } = await addServerProfile(path, {
    serverUrl: server.url,
    ...server.token,
  });
  const exports = [
    ...(isCurrent ? [] : [`export MODAL_PROFILE=${name}`]),
    ...overridingVariables().map((variable) => `unset ${variable}`),
  ];
  const stateDirectory = resolve(options.state);
  if (options.json === true) {
    const profile = { name, accountFile: path, isCurrent, exports };
    const { url, signInCode, isolation } = server;
    printJson({ url, stateDirectory, signInCode, isolation, profile });
    return;
  }
  const active = exports.length === 0 ? "in use" : "not in use";
  const lines = [
    `Lydian is up at ${server.url}`,
    "",
    `  State      ${stateDirectory}`,
    `  Profile    "${name}" in ${path}, ${active}`,
    ...exports.map((line) => `             To use it: ${line}`),
    `  Sign-in    ${server.signInCode}, good for one \`modal token new\` on a computer without a token`,
    ...(isLoopback(server.host)
      ? []
      : [
          `  Network    Open to whoever reaches ${server.host}: all but status pages wants a token, nothing is encrypted`,
        ]),
    `  Isolation  ${wrap(server.isolation.join(" ")).join("\n             ")}`,
    "",
    "Next, in another terminal: lydian deploy FILE. Stop with Ctrl-C.",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** Lines that fit a terminal beside their heading, without breaking a word. */
function wrap(text: string): readonly string[] {
  return text.match(/.{1,80}(?: |$)/g) ?? [text];
}

/** Resolves on the first Ctrl-C or polite kill. A second one ends the process where it stands. */
async function waitForInterrupt(): Promise<void> {
  const { promise, resolve: interrupt } = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(exitCodes.interrupted));
      interrupt();
    });
  }
  return await promise;
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError("expected a number from 0 to 65535");
  return port;
}
