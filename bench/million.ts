/** A million spawned inputs while the server and containers are killed: `node bench/million.ts [inputs]`. */
import { fileURLToPath } from "node:url";
import { startLydian, type Lydian } from "@lydian/e2e/start-lydian";
import { killSome } from "./million/killer.ts";
import { watchMemory } from "./million/memory-watch.ts";
import type { Read, ReadQuestion } from "./million/reader.ts";
import type { Spawned, SpawnQuestion } from "./million/spawner.ts";
import { cleanEnvironment } from "./system/clean-environment.ts";
import { describeMachine } from "./system/describe-machine.ts";
import { startPeer } from "./system/peer.ts";
import { formatTable, verdict } from "./system/table.ts";

const inputs = Number(process.argv[2] ?? 1_000_000);
const kills = 20;
const acceptedPerSecondMin = 20_000;
const serverMiBMax = 500;
const seed = Number(process.env["KILL_SEED"] ?? Date.now() % 0x7fff_ffff);

/** Kills are spread over about as long as it all takes. */
const gapMs = Math.max(1_000, (inputs / 1_000_000) * 1_500);

interface Run {
  readonly spawned: Spawned;
  readonly read: Read;
  /** From the first input to the last result. */
  readonly seconds: number;
  readonly kills: { readonly server: number; readonly container: number };
  readonly serverMiB: number;
}

console.log(`${inputs} inputs of a function that gives back its number, spawned by one call, as it ships: each is synced to disk
before it is acknowledged.
Measures: accepted, from the first input to the answer that all are kept; done, until another process has read every result;
and the peak memory of the server (VmHWM). With kills, ${kills} times in between the server or a process of a container is
killed with kill -9, the server is started again, and all of that is in the figures. KILL_SEED=${seed} kills alike.
Does not measure: inputs of any size, networks.
${describeMachine()}.
`);

const calm = await measure(0);
const killed = await measure(kills);
report();

async function measure(count: number): Promise<Run> {
  const lydian = await startLydian();
  try {
    const { code, stderr } = await lydian.run([
      "deploy",
      fileURLToPath(new URL("million/million-app.ts", import.meta.url)),
    ]);
    if (code !== 0) throw new Error(stderr);
    return await spawnAndRead(lydian, count);
  } finally {
    await lydian.stop();
  }
}

async function spawnAndRead(lydian: Lydian, count: number): Promise<Run> {
  const environment = { ...cleanEnvironment(), ...lydian.environment };
  const [spawner, reader] = await Promise.all([
    startPeer<SpawnQuestion, Spawned>(new URL("million/spawner.ts", import.meta.url), { environment }),
    startPeer<ReadQuestion, Read>(new URL("million/reader.ts", import.meta.url), { environment }),
  ]);
  const over = new AbortController();
  const memory = watchMemory(lydian, over.signal);
  const killing = killSome(lydian, count, { seed, gapMs, signal: over.signal });
  try {
    const startedAtMs = performance.now();
    const spawned = await spawner.ask({ inputs });
    const read = await reader.ask({ callId: spawned.callId });
    const seconds = (performance.now() - startedAtMs) / 1000;
    over.abort();
    return { spawned, read, seconds, kills: await killing, serverMiB: await memory };
  } finally {
    over.abort();
    await Promise.all([spawner.end(), reader.end(), killing, memory]);
  }
}

function report(): void {
  const rows = [["left alone", calm] as const, ["with kills", killed] as const].map(([name, run]) => [
    name,
    (inputs / run.spawned.seconds).toFixed(0),
    (inputs / run.seconds).toFixed(0),
    run.serverMiB.toFixed(0),
    String(run.kills.server),
    String(run.kills.container),
    String(run.read.results),
    String(run.read.wrong),
  ]);
  const header = [
    "",
    "accepted/s",
    "done/s",
    "server MiB",
    "servers killed",
    "containers killed",
    "results",
    "wrong",
  ];
  console.log(`${formatTable(header, rows)}\n`);
  for (const [name, run] of [
    ["left alone", calm],
    ["with kills", killed],
  ] as const) {
    const perSecond = inputs / run.spawned.seconds;
    console.log(
      verdict(perSecond >= acceptedPerSecondMin, `${name}: at least ${acceptedPerSecondMin} accepted/s`),
    );
    console.log(verdict(run.serverMiB < serverMiBMax, `${name}: a server of less than ${serverMiBMax} MiB`));
    console.log(
      verdict(run.read.results === inputs && run.read.wrong === 0, `${name}: every result once, and right`),
    );
  }
  console.log(
    verdict(killed.kills.server + killed.kills.container === kills, `${kills} kills before the last result`),
  );
}
