/** pg-boss on PostgreSQL: this process sends jobs and hears of their ends, another works. */
import { PgBoss } from "pg-boss";
import type { Candidate } from "../candidate.ts";
import { Finishes } from "../../system/finishes.ts";
import { startPeer } from "../../system/peer.ts";
import { startPostgres } from "../../system/postgres.ts";

export async function open(): Promise<Candidate> {
  const postgres = await startPostgres();
  const { connectionString } = postgres;
  const boss = new PgBoss({ connectionString, max: 64 });
  boss.on("error", () => undefined); // what matters fails the call
  await boss.start();
  await boss.createQueue("noop");
  const module = new URL("../peers/pg-boss.ts", import.meta.url);
  const worker = await startPeer(module, { args: [connectionString], environment: process.env });
  const finishes = await Finishes.listen(connectionString);
  let count = 0;
  return {
    async call() {
      const id = String((count += 1));
      const finished = finishes.of(id);
      await boss.send("noop", { id });
      await finished;
    },
    async close() {
      await finishes.close();
      await worker.end();
      await boss.stop({ graceful: false });
      await postgres.stop();
    },
  };
}
