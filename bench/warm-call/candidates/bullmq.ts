/** BullMQ on Redis, synced every second: this process adds jobs and waits for them, another works. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Candidate } from "../candidate.ts";
import { startPeer } from "../../system/peer.ts";

const startMsMax = 10_000;

export async function open(): Promise<Candidate> {
  const { Queue, QueueEvents } = await import("bullmq");
  const redis = await startRedis();
  try {
    const connection = { path: redis.socketPath };
    const module = new URL("../peers/bullmq-worker.ts", import.meta.url);
    const worker = await startPeer(module, { args: [redis.socketPath], environment: process.env });
    const queue = new Queue("noop", { connection });
    const events = new QueueEvents("noop", { connection });
    // Each call that is waited for is a listener.
    queue.setMaxListeners(0);
    events.setMaxListeners(0);
    await events.waitUntilReady();
    // Not fewer: one that is gone when its end is waited for is an error.
    const settings = { removeOnComplete: { count: 1000 } };
    return {
      async call() {
        const job = await queue.add("noop", {}, settings);
        await job.waitUntilFinished(events);
      },
      async close() {
        await Promise.all([queue.close(), events.close(), worker.end()]);
        await redis.stop();
      },
    };
  } catch (error) {
    await redis.stop();
    throw error;
  }
}

/** A Redis of our own, on a socket in a folder that is removed. */
async function startRedis(): Promise<{ readonly socketPath: string; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "lydian-bench-redis-"));
  const socketPath = join(directory, "redis.sock");
  const settings = ["--port", "0", "--unixsocket", socketPath, "--dir", directory];
  const durability = ["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""];
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
    throw new Error("redis-server does not start; install it to compare with BullMQ", { cause: error });
  }
}

async function waitForFile(path: string): Promise<void> {
  const deadlineMs = performance.now() + startMsMax;
  while (performance.now() < deadlineMs) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await wait(10);
  }
}
