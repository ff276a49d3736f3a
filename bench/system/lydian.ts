/** `lydian up` as a process of its own, with a state folder, an account file and a port of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { binPath } from "@lydian/cli";
import { cleanEnvironment } from "./clean-environment.ts";

/** How long a server may take to start or to stop, and a deployment to be done. */
const stepMsMax = 60_000;

export interface Lydian {
  readonly pid: number;
  /** What a client needs in its environment to find this server. */
  readonly environment: NodeJS.ProcessEnv;
  deploy(module: URL): Promise<void>;
  /** Stops it and removes its state. */
  stop(): Promise<void>;
}

/** Starts a server. `args` go to `lydian up`; `variables` are the server's own. */
export async function startLydian(
  options: { readonly args?: readonly string[]; readonly variables?: NodeJS.ProcessEnv } = {},
): Promise<Lydian> {
  const directory = await mkdtemp(join(tmpdir(), "lydian-bench-"));
  const account = { MODAL_CONFIG_PATH: join(directory, "account.toml") };
  const environment = { ...cleanEnvironment(), ...account };
  const args = ["up", "--json", "--port", "0", "--state", join(directory, "state"), ...(options.args ?? [])];
  const server = spawn(process.execPath, [binPath, ...args], {
    env: { ...environment, ...options.variables },
    // Not in the terminal's group: Ctrl-C is for whoever started it, who then stops it.
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(server, "exit");
  const stop = async (): Promise<void> => {
    server.kill("SIGTERM");
    const killer = setTimeout(() => server.kill("SIGKILL"), stepMsMax);
    await exited;
    clearTimeout(killer);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const lines = createInterface({ input: server.stdout });
    const signal = AbortSignal.timeout(stepMsMax);
    const isUp = await Promise.race([
      once(lines, "line", { signal }).then(() => true),
      exited.then(() => false),
    ]);
    if (!isUp) throw new Error("the server did not start: see above");
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: server.pid ?? -1, environment, deploy: (module) => deploy(module, environment), stop };
}

async function deploy(module: URL, environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [binPath, "deploy", fileURLToPath(module)], {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
    timeout: stepMsMax,
  });
  let progress = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (progress += text));
  const [code] = (await once(child, "exit")) as [number | null]; // how Node declares this event
  if (code !== 0) throw new Error(`"lydian deploy" ended with exit code ${code}:\n${progress}`);
}
