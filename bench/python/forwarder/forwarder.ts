/**
 * The floor of Python calls: `forwarder.ts INTERPRETER PACKAGES APP FUNCTION,CONTAINERS,CONCURRENCY …` starts
 * official containers of these functions and hands inputs and outputs on in memory.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cleanEnvironment } from "../../system/clean-environment.ts";
import { answer } from "../../system/peer.ts";
import { openDoor } from "./door.ts";
import { containerArgumentsOf } from "./functions.ts";
import { Relay } from "./relay.ts";

const [interpreter = "", packages = "", appName = "", ...functions] = process.argv.slice(2);
const directory = await mkdtemp(join(tmpdir(), "lydian-bench-"));
const door = openDoor(new Relay());
const containers: ChildProcess[] = [];

/** Where containers call, as they do with the real server. */
const socketPath = join(directory, "server.sock");
const socketServer = await listen({ path: socketPath });
const server = await listen({ host: "127.0.0.1", port: 0 });
for (const description of functions) {
  const [functionName = "", count, concurrency] = description.split(",");
  for (let i = 0; i < Number(count); i += 1) await startContainer(functionName, Number(concurrency));
}
const { port } = server.address() as AddressInfo; // it listens on TCP
answer(() => ({ url: `http://127.0.0.1:${port}` }), close);

async function listen(where: { path: string } | { host: string; port: number }): Promise<Server> {
  const listener = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    door.accept(socket);
  });
  listener.listen(where);
  await once(listener, "listening");
  return listener;
}

async function startContainer(functionName: string, concurrency: number): Promise<void> {
  const taskId = `ta-${String(containers.length).padStart(26, "0")}`;
  const path = join(directory, taskId);
  await writeFile(path, containerArgumentsOf(appName, functionName, { taskId, concurrency }));
  const container = spawn(interpreter, ["-m", "modal._container_entrypoint"], {
    cwd: directory,
    env: {
      ...cleanEnvironment(),
      MODAL_CONTAINER_ARGUMENTS_PATH: path,
      MODAL_IS_REMOTE: "1",
      MODAL_SERVER_URL: `unix://${socketPath}`,
      MODAL_TASK_ID: taskId,
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONPATH: [fileURLToPath(new URL("../apps", import.meta.url)), packages].join(delimiter),
      PYTHONUNBUFFERED: "1",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  containers.push(container);
}

async function close(): Promise<void> {
  const exits = containers.map((container) => once(container, "exit"));
  for (const container of containers) container.kill("SIGKILL");
  await Promise.all(exits);
  server.close();
  socketServer.close();
  await rm(directory, { recursive: true, force: true });
}
