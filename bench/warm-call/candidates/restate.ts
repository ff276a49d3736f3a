/** Restate: this process calls its ingress, its server journals and calls a handler in another process. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Candidate } from "../candidate.ts";
import { freePort } from "../../system/free-port.ts";
import { startPeer } from "../../system/peer.ts";

const run = promisify(execFile);
const version = "1.7.12";
const startMsMax = 30_000;
const installMsMax = 240_000;

export async function open(): Promise<Candidate> {
  const program = await install();
  const directory = await mkdtemp(join(tmpdir(), "lydian-bench-restate-"));
  const [ingress, admin, node, handlers] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const server = spawn(program, ["--base-dir", directory], {
    cwd: directory,
    env: {
      ...process.env,
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
      RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
      RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${node}`,
      RUST_LOG: "error",
    },
    detached: true,
    stdio: "ignore",
  });
  const gone = once(server, "exit");
  const module = new URL("../peers/restate.ts", import.meta.url);
  const service = await startPeer(module, {
    args: [String(handlers)],
    // Its SDK logs each call otherwise, which costs time.
    environment: { ...process.env, RESTATE_LOGGING: "ERROR" },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const close = async (): Promise<void> => {
    agent.destroy();
    await service.end();
    server.kill("SIGTERM");
    await gone;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await register(admin, `http://127.0.0.1:${handlers}`);
    return { call: () => post(agent, ingress, "/bench/noop"), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Its server is large: whoever never compares need not have it. */
async function install(): Promise<string> {
  const folder = join(
    process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
    "lydian-bench",
    `restate-${version}`,
  );
  const program = join(folder, "node_modules/.bin/restate-server");
  if (existsSync(program)) return program;
  await mkdir(folder, { recursive: true });
  const args = [
    "install",
    "--prefix",
    folder,
    "--no-audit",
    "--no-fund",
    `@restatedev/restate-server@${version}`,
  ];
  await run("npm", args, { timeout: installMsMax });
  return program;
}

async function register(adminPort: number, uri: string): Promise<void> {
  const deadlineMs = performance.now() + startMsMax;
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${adminPort}/deployments`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ uri }),
    }).catch(() => undefined);
    if (response?.ok === true) return;
    if (performance.now() > deadlineMs)
      throw new Error(`restate-server does not take the handler: ${await response?.text()}`);
    await sleep(100);
  }
}

function post(agent: Agent, port: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, port, path, host: "127.0.0.1", method: "POST" }, (response) => {
      response.on("end", () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`Restate answered ${response.statusCode}`)),
      );
      response.resume();
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}
