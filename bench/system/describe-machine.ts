import { availableParallelism, cpus, loadavg } from "node:os";

/** What a figure depends on, in a line: the date, the machine, and how busy it is with other things. */
export function describeMachine(): string {
  const date = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model ?? "unknown processor";
  const load = loadavg().map((average) => average.toFixed(1));
  return `${date}, Node ${process.versions.node}, ${availableParallelism()} cores (${model}), load ${load.join(" ")}`;
}
