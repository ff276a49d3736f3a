/** The official Python client calls, and reads afterwards. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { cleanEnvironment } from "../../fixture/run-process.ts";
import {
  findPythonClients,
  type ClientVersion,
  type PythonClient,
} from "../../modal-python/fixture/python-client.ts";
import type { Lydian } from "../../fixture/start-lydian.ts";
import {
  type CallerProcess,
  type Callers,
  type CallKind,
  countAcknowledged,
  wrongCount,
} from "../callers.ts";
import { lastReading, type Event, type Outcome } from "../history.ts";

const programs = new URL(".", import.meta.url);
const clients = await findPythonClients();

/** Why there is no Python client, or false. */
export const skip = clients.skip;

export const allKinds: readonly CallKind[] = ["remote", "nested", "spawn", "map", "generator", "spawnMap"];

/** The first deploy of a version builds its image, from the package index. */
const deployMsMax = 120_000;
const readMsMax = 90_000;

/** A line of the reader's. */
type Reading =
  | { readonly call: string; readonly index: number; readonly outcome: Outcome }
  | { readonly call: string; readonly inputs: number };

export function pythonCallers(version: ClientVersion): Callers {
  const use = (lydian: Lydian): PythonClient => clients.use(version, lydian);
  return {
    async deploy(lydian) {
      const deadlineMs = deployMsMax;
      const { code, stdout, stderr } = await use(lydian).modal(["deploy", fileOf("killed_app.py")], {
        deadlineMs,
      });
      if (code !== 0) throw new Error(`Cannot deploy: ${stdout}${stderr}`);
    },
    start(lydian, { name, seed, kinds, onEvent }): CallerProcess {
      const { interpreter, environment } = use(lydian);
      const child = spawn(interpreter, [fileOf("caller.py"), name, String(seed), kinds.join(",")], {
        env: cleanEnvironment(environment),
        stdio: ["pipe", "pipe", "inherit"],
      });
      const lines = createInterface({ input: child.stdout });
      lines.on("line", (line) => onEvent(JSON.parse(line) as Event)); // our own program prints nothing else
      return {
        child,
        stop: () => void child.stdin.end(),
        ended: Promise.all([once(child, "exit"), once(lines, "close")]),
      };
    },
    async readAll(lydian, events) {
      const readings = await read(use(lydian), events);
      const counts = countAcknowledged(events);
      return {
        events: readings.flatMap(eventOf),
        wrongCounts: readings.flatMap((reading) =>
          "inputs" in reading ? wrongCount(reading.call, reading.inputs, counts.get(reading.call) ?? 0) : [],
        ),
      };
    },
  };
}

async function read(client: PythonClient, events: readonly Event[]): Promise<readonly Reading[]> {
  const places: Record<string, number[]> = {};
  for (const event of events)
    if (event.kind === "acknowledged") (places[event.call] ??= []).push(event.index);
  const options = { input: JSON.stringify(places), deadlineMs: readMsMax };
  const { code, stdout, stderr } = await client.python([fileOf("reader.py")], options);
  if (code !== 0) throw new Error(`Cannot read: ${stderr}`);
  const lines = stdout.split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Reading); // our own program prints nothing else
}

function eventOf(reading: Reading): readonly Event[] {
  if ("inputs" in reading) return [];
  return [{ kind: "seen", reading: lastReading, isOrdered: false, by: "the last reader", ...reading }];
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(name, programs));
}
