/** `remote()` of our SDK: this process calls, a server and a container run in their own. */
import { Function } from "lydian";
import type { Candidate } from "../candidate.ts";
import type { noop } from "../noop-app.ts";
import { startLydian } from "../../system/lydian.ts";

export async function open(argument: string | undefined): Promise<Candidate> {
  const lydian = await startLydian({ args: argument === undefined ? [] : [argument] });
  await lydian.deploy(new URL("../noop-app.ts", import.meta.url));
  Object.assign(process.env, lydian.environment);
  const callee = Function.fromName<typeof noop>("bench-warm-call", "noop");
  await callee.remote();
  return { call: () => callee.remote(), close: () => lydian.stop() };
}
