import { Logger, run } from "graphile-worker";
import { answer } from "../../system/peer.ts";
import { finishedChannel } from "../../system/finishes.ts";

const [connectionString = ""] = process.argv.slice(2);
const runner = await run({
  connectionString,
  concurrency: 64,
  maxPoolSize: 64,
  noHandleSignals: true,
  // A line for each job would cost time.
  logger: new Logger(() => () => undefined),
  taskList: {
    noop: async (payload, helpers) => {
      const { id } = payload as { readonly id: string }; // what `call` adds
      await helpers.query("SELECT pg_notify($1, $2)", [finishedChannel, id]);
    },
  },
});
answer(
  () => undefined,
  () => runner.stop(),
);
