/**
 * Shows the whole path on this machine: starts a server, deploys two apps, calls them by name from
 * another process, stops. Its state and its account file are its own and are removed: nothing that the
 * person has is read or changed. Exits with 0 only if every value was right.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { styleText } from "node:util";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = join(root, "packages/cli/bin/lydian.mjs");

/** Long enough for the slowest machine; only a hang gets there. */
const stepDeadlineMs = 120_000;

const startedAtMs = performance.now();
const directory = await mkdtemp(join(tmpdir(), "lydian-quickstart-"));
const kept = Object.entries(process.env).filter(([name]) => !/^(MODAL|LYDIAN)_/.test(name));
const environment = { ...Object.fromEntries(kept), MODAL_CONFIG_PATH: join(directory, "account.toml") };

/** Every process started here; whatever happens, none of them is left behind. */
const children = new Set<ChildProcess>();
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());

try {
  await show();
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  title(`Done in ${seconds} s. Now for yourself:`);
  console.log("  npx lydian up                               # in one terminal");
  console.log("  npx lydian deploy examples/my_shared_app.ts # in another");
  console.log("  npx lydian call my-shared-app square 42");
} catch (error) {
  console.error(`\nThe quickstart failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
} finally {
  await Promise.all([...children].map((child) => end(child)));
  await rm(directory, { recursive: true, force: true });
}

async function show(): Promise<void> {
  title("Starting a server");
  const server = start([cli, "up", "--json", "--port", "0", "--state", join(directory, "state")], "pipe");
  const ready = await readReady(server);
  console.log(`  ${ready.url}`);
  // A terminal's width, and no word broken.
  for (const line of ready.isolation.join(" ").match(/.{1,96}(?: |$)/g) ?? []) console.log(`  ${line}`);

  title("Deploying two apps");
  await run([cli, "deploy", join(root, "examples/my_shared_app.ts")]);
  await run([cli, "deploy", join(root, "examples/another_app.ts")]);

  title("Calling them by name, from another process");
  await run([join(root, "examples/quickstart_client.ts")]);

  title("Stopping the server");
  if ((await end(server)) !== 0) throw new Error(`the server ended with exit code ${server.exitCode}`);
}

function start(args: readonly string[], stdout: "pipe" | "inherit"): ChildProcess {
  const child = spawn(process.execPath, args, { env: environment, stdio: ["ignore", stdout, "inherit"] });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

async function run(args: readonly string[]): Promise<void> {
  const child = start(args, "inherit");
  const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(stepDeadlineMs)]);
  const [code] = (await once(child, "exit", { signal })) as [number | null]; // how Node declares this event
  if (code !== 0) throw new Error(`"${args.join(" ")}" ended with exit code ${code}`);
}

async function readReady(
  server: ChildProcess,
): Promise<{ readonly url: string; readonly isolation: string[] }> {
  if (server.stdout === null) throw new Error("the server has no output");
  const lines = createInterface({ input: server.stdout });
  const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(stepDeadlineMs)]);
  const line = await Promise.race([
    once(lines, "line", { signal }).then((args) => String(args[0])),
    once(server, "exit", { signal }).then(() => undefined),
  ]);
  if (line === undefined) throw new Error("the server did not start: see above");
  return JSON.parse(line) as { url: string; isolation: string[] }; // our own program wrote it
}

/** Asks a process to stop and waits for it. */
async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), stepDeadlineMs);
  await exited;
  clearTimeout(killer);
  return child.exitCode;
}

function title(text: string): void {
  console.log(`\n${styleText("bold", text)}`);
}
