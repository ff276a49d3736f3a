/** Celery with Redis as its broker and for its results: a Python process calls, another works. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { MeasuredElsewhere } from "../candidate.ts";
import { installPythonPeers, pythonFolder, startPythonCaller } from "../python-caller.ts";
import { type RedisSync, startRedis } from "../../system/redis.ts";

export async function open(sync: RedisSync): Promise<MeasuredElsewhere> {
  const folder = await installPythonPeers();
  const redis = await startRedis(sync);
  const environment = { ...process.env, BENCH_REDIS: redis.socketPath };
  const args = ["-A", "tasks", "worker", "--pool", "threads", "--concurrency", "64", "--loglevel", "ERROR"];
  const worker = spawn(`${folder}/bin/celery`, [...args, "--without-gossip", "--without-mingle"], {
    cwd: pythonFolder,
    env: environment,
    detached: true,
    stdio: "ignore",
  });
  const gone = once(worker, "exit");
  const caller = await startPythonCaller(`${folder}/bin/python`, "celery", environment);
  return {
    measure: (question) => caller.ask(question),
    async close() {
      await caller.end();
      worker.kill("SIGKILL");
      await gone;
      await redis.stop();
    },
  };
}
