/** The servers that Python code is measured on: ours, and the floor that no server can beat. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installClients } from "@lydian/e2e/python-clients";
import { cleanEnvironment } from "../system/clean-environment.ts";
import { startLinePeer } from "../system/line-peer.ts";
import { startLydian } from "../system/lydian.ts";
import { type Peer, startPeer } from "../system/peer.ts";

/** The newest that is pinned. */
export const clientVersion = "1.6.4";

/** A first image is built in this time, packages fetched and all. */
const deployMsMax = 240_000;

export interface Candidate {
  readonly label: string;
  /** Its containers descend from it. */
  readonly serverPid: number;
  /** Starts a process that calls it with the official client. */
  caller<Question extends object, Answer>(): Promise<Peer<Question, Answer>>;
  stop(): Promise<void>;
}

/** The interpreter of a virtual environment with the official client. Throws if there can be none. */
export async function findInterpreter(): Promise<string> {
  const installed = await installClients();
  if (installed.kind === "missing") throw new Error(installed.reason);
  return `${installed.folders.get(clientVersion)}/bin/python`;
}

/** Our server, as others than the clients here may call it. */
export interface OurServer extends Candidate {
  /** What its clients have in theirs. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Our server, with an app of `apps/` deployed by the official client. */
export async function startOurs(
  interpreter: string,
  options: {
    readonly label: string;
    /** Such as `call_app`. */
    readonly app: string;
    readonly args?: readonly string[];
    readonly variables?: NodeJS.ProcessEnv;
  },
): Promise<OurServer> {
  const lydian = await startLydian(options);
  try {
    await deploy(interpreter, options.app, lydian.environment);
  } catch (error) {
    await lydian.stop();
    throw error;
  }
  return {
    label: options.label,
    serverPid: lydian.pid,
    environment: lydian.environment,
    caller: () => startCaller(interpreter, lydian.environment),
    stop: () => lydian.stop(),
  };
}

/** The same client and the same entrypoint, on the Python that containers of ours run, joined in memory. */
export async function startFloor(
  interpreter: string,
  ours: Candidate,
  options: {
    readonly appName: string;
    readonly functions: readonly {
      readonly name: string;
      readonly containers: number;
      readonly concurrency: number;
    }[];
  },
): Promise<Candidate> {
  const { appName, functions } = options;
  const module = new URL("forwarder/forwarder.ts", import.meta.url);
  const descriptions = functions.map(
    ({ name, containers, concurrency }) => `${name},${containers},${concurrency}`,
  );
  const packages = await readLine(interpreter, [
    "-c",
    "import sysconfig; print(sysconfig.get_path('purelib'))",
  ]);
  const forwarder = await startPeer<object, { readonly url: string }>(module, {
    args: [await containerInterpreter(ours, appName), packages, appName, ...descriptions],
    environment: cleanEnvironment(),
  });
  const { url } = await forwarder.ask({});
  const account = { MODAL_SERVER_URL: url, MODAL_TOKEN_ID: "ak-none", MODAL_TOKEN_SECRET: "as-none" };
  return {
    label: "floor: forwarder",
    serverPid: forwarder.pid,
    caller: () => startCaller(interpreter, { ...cleanEnvironment(), ...account }),
    stop: () => forwarder.end(),
  };
}

function startCaller<Question extends object, Answer>(
  interpreter: string,
  environment: NodeJS.ProcessEnv,
): Promise<Peer<Question, Answer>> {
  const program = fileURLToPath(new URL("caller.py", import.meta.url));
  return startLinePeer(interpreter, { args: [program], environment });
}

/** What containers of ours run. */
async function containerInterpreter(ours: Candidate, app: string): Promise<string> {
  const caller = await ours.caller<object, { readonly value: string }>();
  try {
    return (await caller.ask({ kind: "once", app, function: "interpreter" })).value;
  } finally {
    await caller.end();
  }
}

async function readLine(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { env: cleanEnvironment() });
  return stdout.trim();
}

async function deploy(interpreter: string, app: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const path = fileURLToPath(new URL(`apps/${app}.py`, import.meta.url));
  const child = spawn(interpreter, ["-m", "modal", "deploy", path], {
    env: { ...environment, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: deployMsMax,
  });
  let progress = "";
  for (const output of [child.stdout, child.stderr])
    output.setEncoding("utf8").on("data", (text: string) => (progress += text));
  const [code] = (await once(child, "exit")) as [number | null]; // how Node declares this event
  if (code !== 0) throw new Error(`"modal deploy" ended with exit code ${code}:\n${progress}`);
}
