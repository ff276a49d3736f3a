/** graphile-worker on PostgreSQL: this process adds jobs and hears of their ends, another works. */
import { makeWorkerUtils } from "graphile-worker";
import { Pool } from "pg";
import type { Candidate } from "../candidate.ts";
import { Finishes } from "../../system/finishes.ts";
import { startPeer } from "../../system/peer.ts";
import { startPostgres } from "../../system/postgres.ts";

export async function open(): Promise<Candidate> {
  const postgres = await startPostgres();
  const { connectionString } = postgres;
  const pool = new Pool({ connectionString, max: 64 });
  const utils = await makeWorkerUtils({ pgPool: pool });
  await utils.migrate();
  const module = new URL("../peers/graphile-worker.ts", import.meta.url);
  const worker = await startPeer(module, { args: [connectionString], environment: process.env });
  const finishes = await Finishes.listen(connectionString);
  let count = 0;
  return {
    async call() {
      const id = String((count += 1));
      const finished = finishes.of(id);
      await utils.addJob("noop", { id });
      await finished;
    },
    async close() {
      await finishes.close();
      await worker.end();
      await utils.release();
      await pool.end();
      await postgres.stop();
    },
  };
}
