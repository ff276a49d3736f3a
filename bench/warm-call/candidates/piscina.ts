/** piscina: a thread of this process does nothing and says so. Nothing is kept, nothing leaves the process. */
import { Piscina } from "piscina";
import type { Candidate } from "../candidate.ts";

export async function open(): Promise<Candidate> {
  const filename = new URL("../peers/piscina-worker.ts", import.meta.url).href;
  const pool = new Piscina({
    filename,
    name: "noop",
    minThreads: 1,
    maxThreads: 1,
    concurrentTasksPerWorker: 64,
  });
  await pool.run(undefined);
  return { call: () => pool.run(undefined), close: () => pool.destroy() };
}
