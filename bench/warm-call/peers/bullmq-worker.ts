import { Worker } from "bullmq";
import { answer } from "../../system/peer.ts";

const [path = ""] = process.argv.slice(2);
const worker = new Worker("noop", async () => undefined, { connection: { path }, concurrency: 64 });
await worker.waitUntilReady();
answer(
  () => undefined,
  () => worker.close(),
);
