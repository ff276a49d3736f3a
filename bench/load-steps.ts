/** From zero to 20 containers and back under steps of load, with a plot: `node bench/load-steps.ts`. */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, Function } from "lydian";
import type { Answered, Question, Step } from "./load-steps/caller.ts";
import { plot } from "./load-steps/plot.ts";
import { windowMs, type work, workMs } from "./load-steps/steps-app.ts";
import { watch, type Watched } from "./load-steps/watch.ts";
import { describeMachine } from "./system/describe-machine.ts";
import { startLydian } from "./system/lydian.ts";
import { startPeer } from "./system/peer.ts";
import { quantile } from "./system/quantile.ts";
import { formatTable, verdict } from "./system/table.ts";

const steps: readonly Step[] = [
  { perSecond: 0, seconds: 2 },
  { perSecond: 30, seconds: 8 },
  { perSecond: 150, seconds: 8 },
  { perSecond: 340, seconds: 10 },
  { perSecond: 100, seconds: 8 },
  { perSecond: 10, seconds: 6 },
  { perSecond: 0, seconds: 1 },
];
/** Latencies are shown for as many seconds at once. */
const binSeconds = 0.5;
/** How long after its window a container may be there, and how exactly it is known when one went. */
const tardyMsMax = 2_000;
const samplingMs = 150;

console.log(`Steps of load on a function that works for ${workMs} ms, an input at a time, from zero to about 20 containers and back to zero;
an idle container is kept for ${windowMs} ms.
Measures: from the call to its answer, as an open loop sees it that calls whether or not earlier calls were answered; the
function's statistics, and when processes of containers went.
Does not measure: work that keeps cores busy, networks.
${describeMachine()}.
`);

const lydian = await startLydian({
  args: ["--launcher", "process"],
  variables: { LYDIAN_CONTAINERS_MAX: "24" },
});
try {
  await lydian.deploy(new URL("load-steps/steps-app.ts", import.meta.url));
  Object.assign(process.env, lydian.environment);
  const module = new URL("load-steps/caller.ts", import.meta.url);
  const caller = await startPeer<Question, readonly Answered[]>(module, { environment: lydian.environment });
  const client = new Client();
  try {
    const callee = Function.fromName<typeof work>("bench-load-steps", "work", { client });
    const over = new AbortController();
    const watching = watch(lydian.pid, () => callee.getCurrentStats(), over.signal);
    const answered = await caller.ask({ steps });
    await sleep(windowMs + tardyMsMax);
    over.abort();
    await report(answered, await watching);
  } finally {
    client.close();
    await caller.end();
  }
} finally {
  await lydian.stop();
}

async function report(answered: readonly Answered[], watched: Watched): Promise<void> {
  const beginMs = watched.samples[0]?.atMs ?? 0;
  console.log(`${stepTable(answered, watched, Math.min(...answered.map((each) => each.calledAtMs)))}\n`);
  const folder = new URL("output/", import.meta.url);
  await mkdir(folder, { recursive: true });
  const path = fileURLToPath(new URL("load-steps.png", folder));
  await writeFile(
    path,
    await plot("From zero to 20 containers and back", panelsOf(answered, watched, beginMs)),
  );
  console.log(`Plot: ${path}\n`);
  judge(answered, watched);
}

/** What each step was like; the first call marks where the second begins. */
function stepTable(answered: readonly Answered[], { samples }: Watched, firstCallMs: number): string {
  let fromMs = firstCallMs - (steps[0]?.seconds ?? 0) * 1_000;
  const rows = steps.map(({ perSecond, seconds }) => {
    const toMs = fromMs + seconds * 1_000;
    const calls = answered.filter(({ calledAtMs }) => calledAtMs >= fromMs && calledAtMs < toMs);
    const seen = samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    fromMs = toMs;
    const latencies = calls.map(({ calledAtMs, answeredAtMs }) => answeredAtMs - calledAtMs);
    return [
      `${perSecond}/s`,
      String(Math.max(0, ...seen.map(({ containers }) => containers))),
      String(Math.max(0, ...seen.map(({ queued }) => queued))),
      ...[0.5, 0.99].map((part) => (calls.length === 0 ? "-" : quantile(latencies, part).toFixed(0))),
    ];
  });
  return formatTable(["load", "containers, most", "queued, most", "p50 ms", "p99 ms"], rows);
}

function panelsOf(
  answered: readonly Answered[],
  { samples }: Watched,
  beginMs: number,
): Parameters<typeof plot>[1] {
  const bins = Map.groupBy(answered, ({ calledAtMs }) =>
    Math.floor((calledAtMs - beginMs) / 1_000 / binSeconds),
  );
  const inOrder = [...bins].toSorted(([a], [b]) => a - b);
  const latency = (part: number): (readonly [number, number])[] =>
    inOrder.map(([bin, calls]) => [
      bin * binSeconds,
      quantile(
        calls.map(({ calledAtMs, answeredAtMs }) => answeredAtMs - calledAtMs),
        part,
      ),
    ]);
  const seconds = (atMs: number): number => (atMs - beginMs) / 1_000;
  const load = Array.from(
    { length: Math.ceil(seconds(samples.at(-1)?.atMs ?? 0) / binSeconds) },
    (_, bin) => [bin * binSeconds, (bins.get(bin)?.length ?? 0) / binSeconds] as const,
  );
  return [
    { title: "calls/s", lines: { load } },
    {
      title: "containers",
      lines: { containers: samples.map((each) => [seconds(each.atMs), each.containers] as const) },
    },
    { title: "queued", lines: { queue: samples.map((each) => [seconds(each.atMs), each.queued] as const) } },
    { title: "latency, ms", lines: { p50: latency(0.5), p99: latency(0.99) }, isLogarithmic: true },
  ];
}

function judge(answered: readonly Answered[], { samples, goneAtMs }: Watched): void {
  const lastMs = new Map<number, number>();
  for (const { pid, answeredAtMs } of answered) lastMs.set(pid, Math.max(answeredAtMs, lastMs.get(pid) ?? 0));
  const idleMs = [...lastMs].map(([pid, atMs]) => (goneAtMs.get(pid) ?? Number.POSITIVE_INFINITY) - atMs);
  const most = Math.max(...samples.map(({ containers }) => containers));
  console.log(
    `${lastMs.size} containers ran calls, ${most} at once; each was gone ${Math.min(...idleMs).toFixed(0)} to ${Math.max(...idleMs).toFixed(0)} ms after its last call`,
  );
  const isEarly = idleMs.some((ms) => ms < windowMs - samplingMs);
  console.log(verdict(!isEarly, `no container goes within ${windowMs} ms of its last call`));
  const isTardy = idleMs.some((ms) => ms > windowMs + tardyMsMax);
  console.log(verdict(!isTardy, `none is there ${windowMs + tardyMsMax} ms after its last call`));
  console.log(verdict(samples.at(-1)?.containers === 0, "none is left, used or not"));
}
