/** Callers that are written in Python: they measure themselves, since this process would be in the way. */
import { fileURLToPath } from "node:url";
import { installRequirements } from "@lydian/e2e/install-requirements";
import type { Figures, Question } from "./candidate.ts";
import { startLinePeer } from "../system/line-peer.ts";
import type { Peer } from "../system/peer.ts";

export const pythonFolder = fileURLToPath(new URL("python", import.meta.url));

/** The folder of a virtual environment with Celery and Ray. Throws if there can be none. */
export async function installPythonPeers(): Promise<string> {
  const installed = await installRequirements("bench-peers", `${pythonFolder}/requirements.txt`);
  if (installed.kind === "missing") throw new Error(installed.reason);
  return installed.folder;
}

export function startPythonCaller(
  interpreter: string,
  name: "celery" | "ray" | "lydian",
  environment: NodeJS.ProcessEnv,
): Promise<Peer<Question, Figures>> {
  return startLinePeer(interpreter, { args: [`${pythonFolder}/peer.py`, name], environment });
}
