/** Ray: a Python process calls an actor that is there, over Ray's own processes. Nothing is kept. */
import type { MeasuredElsewhere } from "../candidate.ts";
import { installPythonPeers, startPythonCaller } from "../python-caller.ts";

export async function open(): Promise<MeasuredElsewhere> {
  const folder = await installPythonPeers();
  const caller = await startPythonCaller(`${folder}/bin/python`, "ray", process.env);
  return { measure: (question) => caller.ask(question), close: () => caller.end() };
}
