/** `remote()` of npm `modal`, unmodified, against the same server and function. */
import type { Candidate } from "../candidate.ts";
import { startLydian } from "../../system/lydian.ts";

export async function open(): Promise<Candidate> {
  const lydian = await startLydian();
  await lydian.deploy(new URL("../noop-app.ts", import.meta.url));
  Object.assign(process.env, lydian.environment);
  // It reads the account file while it is loaded.
  const { ModalClient } = await import("modal");
  const client = new ModalClient();
  const callee = await client.functions.fromName("bench-warm-call", "noop");
  await callee.remote([]);
  return {
    call: () => callee.remote([]),
    async close() {
      client.close();
      await lydian.stop();
    },
  };
}
