/** BullMQ on Redis: this process adds jobs and waits for them, another works. */
import type { Candidate } from "../candidate.ts";
import { startPeer } from "../../system/peer.ts";
import { type RedisSync, startRedis } from "../../system/redis.ts";

export async function open(sync: RedisSync): Promise<Candidate> {
  const { Queue, QueueEvents } = await import("bullmq");
  const redis = await startRedis(sync);
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
