import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitForFile } from "./wait-for-file.ts";

/** When what was written is synced to disk. */
export type RedisSync = "everysec" | "always";

/** A Redis of our own, on a socket in a folder that is removed. */
export async function startRedis(
  sync: RedisSync,
): Promise<{ readonly socketPath: string; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "lydian-bench-redis-"));
  const socketPath = join(directory, "redis.sock");
  const settings = ["--port", "0", "--unixsocket", socketPath, "--dir", directory];
  const durability = ["--appendonly", "yes", "--appendfsync", sync, "--save", ""];
  const server = spawn("redis-server", [...settings, ...durability], { detached: true, stdio: "ignore" });
  const gone = once(server, "exit");
  const stop = async (): Promise<void> => {
    server.kill("SIGTERM");
    await gone.catch(() => undefined); // it was never there
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await Promise.race([gone, waitForFile(socketPath)]);
    await access(socketPath);
    return { socketPath, stop };
  } catch (error) {
    await stop();
    throw new Error("redis-server does not start; install it to compare with what needs it", {
      cause: error,
    });
  }
}
