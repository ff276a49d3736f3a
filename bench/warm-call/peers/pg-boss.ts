import { Client } from "pg";
import { PgBoss } from "pg-boss";
import { answer } from "../../system/peer.ts";
import { finishedChannel } from "../../system/finishes.ts";

/** It polls; this is its shortest. */
const pollSeconds = 0.5;

const [connectionString = ""] = process.argv.slice(2);
const boss = new PgBoss({ connectionString });
boss.on("error", () => undefined);
await boss.start();
const client = new Client({ connectionString });
await client.connect();
await boss.work<{ readonly id: string }>(
  "noop",
  { batchSize: 64, pollingIntervalSeconds: pollSeconds },
  async (jobs) => {
    for (const { data } of jobs) await client.query("SELECT pg_notify($1, $2)", [finishedChannel, data.id]);
  },
);
answer(
  () => undefined,
  async () => {
    await boss.stop({ graceful: false });
    await client.end();
  },
);
