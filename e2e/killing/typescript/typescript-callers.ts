/** Our own SDK calls, and reads afterwards. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Client } from "lydian";
import { cleanEnvironment } from "../../fixture/run-process.ts";
import type { CallerProcess, Callers, CallKind } from "../callers.ts";
import type { Event } from "../history.ts";
import { countInputs, readAll } from "./last-reading.ts";

const appFile = fileURLToPath(new URL("killed-app.ts", import.meta.url));
const program = fileURLToPath(new URL("client.ts", import.meta.url));

export const allKinds: readonly CallKind[] = ["remote", "spawn", "map", "generator", "spawnMap"];

export const typeScriptCallers: Callers = {
  async deploy(lydian) {
    const { code, stderr } = await lydian.run(["deploy", appFile]);
    if (code !== 0) throw new Error(`Cannot deploy: ${stderr}`);
  },
  start(lydian, { name, seed, kinds, onEvent }): CallerProcess {
    const child = fork(program, [name, String(seed), kinds.join(",")], {
      env: cleanEnvironment(lydian.environment),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.on("message", (event) => onEvent(event as Event)); // our own program sends nothing else
    return {
      child,
      stop: () => void child.send("stop"),
      // Messages may still be read after its exit, but not after its disconnection.
      ended: Promise.all([once(child, "exit"), once(child, "disconnect")]),
    };
  },
  async readAll(lydian, events) {
    // It finds server and token in the account file that `lydian up` wrote, as clients do.
    Object.assign(process.env, lydian.environment);
    const client = new Client();
    try {
      return { events: await readAll(events, client), wrongCounts: await countInputs(events, client) };
    } finally {
      client.close();
    }
  },
};
