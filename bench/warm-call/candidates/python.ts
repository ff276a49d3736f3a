/** A Python function on our server, called by the official Python client. */
import type { MeasuredElsewhere } from "../candidate.ts";
import { startPythonCaller } from "../python-caller.ts";
import { findInterpreter, startOurs } from "../../python/candidates.ts";

export async function open(argument: string | undefined): Promise<MeasuredElsewhere> {
  const interpreter = await findInterpreter();
  const args = argument === undefined ? [] : [argument];
  const ours = await startOurs(interpreter, { label: "python", app: "call_app", args });
  const caller = await startPythonCaller(interpreter, "lydian", { ...process.env, ...ours.environment });
  return {
    measure: (question) => caller.ask(question),
    async close() {
      await caller.end();
      await ours.stop();
    },
  };
}
