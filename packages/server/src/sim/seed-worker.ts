import { parentPort } from "node:worker_threads";
import { simulate, type SimulationReport } from "./simulate.ts";

parentPort?.on("message", (seed: number) => {
  void simulate({ seed })
    .catch((error: unknown): SimulationReport => {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { seed, violations: [`bug: ${what}`], acknowledged: 0, began: 0, serverKills: 0 };
    })
    .then((report) => parentPort?.postMessage(report, []));
});
