/**
 * How fast the store takes calls, alone: `node bench/store.ts [seconds per row]`.
 *
 * Measures: `open` of a unary call with a payload of 200 bytes, claimed at once, and then its `complete`
 * with a payload of 200 bytes, through the database's thread, on the disk of the temporary folder.
 * Does not measure: the engine, any network, containers, claims from a queue, checkpoints of a database
 * larger than memory, or a disk slower than this one: a sync costs what the disk takes.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@lydian/protocol";
import { type Durability, openSqliteStore, type Store } from "@lydian/server/internal";

const secondsPerRow = Number(process.argv[2] ?? 2);
const payload = { format: "cbor", data: new Uint8Array(200).fill(7) } as const;
const functionId = newId("fu");
const appId = newId("ap");
const containerId = newId("ta");

async function runPair(store: Store, durability: Durability): Promise<void> {
  const callId = newId("fc");
  const createdAtMs = Date.now();
  const invocation = durability === "synced" ? "detached" : "attached";
  const call = { callId, functionId, appId, type: "unary", invocation, createdAtMs } as const;
  await store.calls.open(call, [{ index: 0, payload }], { durability, claimFor: [containerId] });
  const attempt = { callId, index: 0, attempt: 1 };
  const result = { status: "success", payload } as const;
  const finishedAtMs = Date.now();
  const completion = { kind: "finish", attempt, result, startedAtMs: createdAtMs, finishedAtMs } as const;
  const [outcome] = await store.calls.complete(containerId, [completion], durability);
  if (outcome?.kind !== "finished") throw new Error(`Cannot measure: a completion was ${outcome?.kind}`);
}

async function measure(durability: Durability, outstanding: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "lydian-bench-store-"));
  const store = await openSqliteStore({ path: join(folder, "store.db") });
  const latenciesMs: number[] = [];
  const startedAtMs = performance.now();
  const untilMs = startedAtMs + secondsPerRow * 1000;
  const loop = async (): Promise<void> => {
    for (let beforeMs = performance.now(); beforeMs < untilMs;) {
      await runPair(store, durability);
      const afterMs = performance.now();
      latenciesMs.push((afterMs - beforeMs) / 2);
      beforeMs = afterMs;
    }
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: outstanding }, loop));
  const { user, system } = process.cpuUsage(before);
  const elapsedMs = performance.now() - startedAtMs;
  const pairs = latenciesMs.length;
  const p50Ms = latenciesMs.toSorted((a, b) => a - b)[pairs >> 1] ?? Number.NaN;
  console.log(
    `${durability.padEnd(8)} ${String(outstanding).padStart(3)} outstanding: ` +
      `${Math.round((pairs / elapsedMs) * 1000)} pairs/s, ${Math.round((2 * pairs * 1000) / elapsedMs)} rows/s, ` +
      `p50 ${p50Ms.toFixed(3)} ms per operation, ${((user + system) / pairs).toFixed(0)} us of CPU per pair`,
  );
  await store.close();
  await rm(folder, { recursive: true });
}

for (const durability of ["written", "synced"] as const) {
  for (const outstanding of [1, 64, 256]) await measure(durability, outstanding);
}
