/** Whether one function's inputs are in the way of another's calls: `node bench/fairness.ts`. */
import type { Latencies, Question } from "./fairness/caller.ts";
import { describeMachine } from "./system/describe-machine.ts";
import { startLydian } from "./system/lydian.ts";
import { type Peer, startPeer } from "./system/peer.ts";
import { quantile } from "./system/quantile.ts";
import { formatTable, verdict } from "./system/table.ts";

const rounds = 3;
const waiting = 100_000;
const ratioMax = 1.2;
/** Calls of a round, one after the other: those of `sleeper` take 50 ms each. */
const counts = { probe: 1_000, sleeper: 20 } as const;
type Name = keyof typeof counts;
type State = "idle" | "busy";

const latencies: Record<State, Record<Name, number[]>> = {
  idle: { probe: [], sleeper: [] },
  busy: { probe: [], sleeper: [] },
};

console.log(`How long a call takes from its caller to the first line of the function, on an idle system and while
${waiting} inputs of "sleeper" wait, each of which sleeps 50 ms. "probe" has a container of its own; "sleeper" has as many
as the server lets it have, all busy.
Measures: one caller that makes one call after the other, ${counts.probe} of probe and ${counts.sleeper} of sleeper a round; caller, server and
containers are processes on this machine, and share its clock.
Does not measure: starts of containers, networks.
${describeMachine()}; ${rounds} rounds, in turns; medians of all calls.
`);

const lydian = await startLydian();
try {
  await lydian.deploy(new URL("fairness/fairness-app.ts", import.meta.url));
  const module = new URL("fairness/caller.ts", import.meta.url);
  const caller = await startPeer<Question, Latencies>(module, { environment: lydian.environment });
  try {
    for (let round = 0; round < rounds; round += 1) {
      await measure(caller, "idle");
      await caller.ask({ kind: "spawn", inputs: waiting });
      await measure(caller, "busy");
      await caller.ask({ kind: "cancel" });
    }
  } finally {
    await caller.end();
  }
} finally {
  await lydian.stop();
}
report();

async function measure(caller: Peer<Question, Latencies>, state: State): Promise<void> {
  for (const name of ["probe", "sleeper"] as const) {
    // The first calls find whatever was before them.
    await caller.ask({ kind: "call", name, count: Math.ceil(counts[name] / 10) });
    latencies[state][name].push(...(await caller.ask({ kind: "call", name, count: counts[name] })));
  }
}

function report(): void {
  const names = ["probe", "sleeper"] as const;
  const at = (state: State, name: Name, part: number): number => quantile(latencies[state][name], part);
  const rows = names.map((name) => [
    name,
    ...(["idle", "busy"] as const).flatMap((state) =>
      [0.5, 0.99].map((part) => at(state, name, part).toFixed(2)),
    ),
    (at("busy", name, 0.5) / at("idle", name, 0.5)).toFixed(2),
  ]);
  console.log(
    `${formatTable(["ms", "idle, p50", "p99", `${waiting} waiting, p50`, "p99", "ratio"], rows)}\n`,
  );
  const ratio = at("busy", "probe", 0.5) / at("idle", "probe", 0.5);
  console.log(verdict(ratio <= ratioMax, `probe: at most ${ratioMax} times as long while others wait`));
}
