/**
 * How fast the store takes calls, alone: `node bench/store.ts [seconds per row]`.
 *
 * Measures: `open` of a unary call with a payload of 200 bytes, claimed at once, and then its `complete`
 * with a payload of 200 bytes, through the database's thread, on the disk of the temporary folder.
 * Then what single operations take on a call with a million queued inputs.
 * Does not measure: the engine, any network, containers, checkpoints of a database larger than
 * memory, or a disk slower than this one: a sync costs what the disk takes.
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

const queued = 1_000_000;

async function measureQueue(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "lydian-bench-store-"));
  const store = await openSqliteStore({ path: join(folder, "store.db") });
  const { calls } = store;
  const callId = newId("fc");
  const call = { callId, functionId, appId, type: "map", invocation: "attached", createdAtMs: 0 } as const;
  const written = { durability: "written" } as const;
  await calls.open(call, [], written);
  const startedAtMs = performance.now();
  for (let index = 0; index < queued; index += 1000) {
    const inputs = Array.from({ length: 1000 }, (_, i) => ({ index: index + i, payload }));
    await calls.append(callId, inputs, written);
  }
  console.log(`append of ${queued} inputs by 1000: ${Math.round(performance.now() - startedAtMs)} ms`);
  let next = queued;
  const operations = {
    "append of 1": () => calls.append(callId, [{ index: next++, payload }], written),
    "claim of 64": () => calls.claim(functionId, containerId, 64),
    "finish of 64": () => {
      const inputs = Array.from({ length: 64 }, () => ({ callId, index: --next }));
      return calls.finish(inputs, { status: "success", payload }, 0);
    },
    "readOutputs of 1000": () => calls.readOutputs(callId, { after: 0, limit: 1000 }),
    "readOutputs of 1 index": () =>
      calls.readOutputs(callId, { after: 0, limit: 1, indexes: { from: 7, to: 7 } }),
    read: () => calls.read(callId),
    count: () => calls.count(functionId),
  };
  for (const [name, operation] of Object.entries(operations)) {
    const latenciesMs: number[] = [];
    for (let round = 0; round < 50; round += 1) {
      const beforeMs = performance.now();
      await operation();
      latenciesMs.push(performance.now() - beforeMs);
    }
    const p50Ms = latenciesMs.toSorted((a, b) => a - b)[25] ?? Number.NaN;
    console.log(`${name.padEnd(22)} with ${queued} queued: p50 ${p50Ms.toFixed(3)} ms`);
  }
  await store.close();
  await rm(folder, { recursive: true });
}

await measureQueue();
