/** A server with room for few inputs: whoever comes when it is full waits, loses nothing, and need not know. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Function, ResourceExhaustedError, TimeoutError } from "lydian";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { clientVersions, findPythonClients } from "../modal-python/fixture/python-client.ts";
import type { slow as definedSlow } from "./limited-app.ts";

const waitingMax = 10;
const calls = 100;
const python = await findPythonClients();

let lydian: Lydian;
before(async () => {
  lydian = await startLydian({
    env: { LYDIAN_WAITING_INPUTS_MAX: String(waitingMax), LYDIAN_SPAWNED_INPUTS_MAX: "60" },
  });
  Object.assign(process.env, lydian.environment);
  const { code, stderr } = await lydian.run([
    "deploy",
    fileURLToPath(new URL("limited-app.ts", import.meta.url)),
  ]);
  assert.equal(code, 0, stderr);
});
after(() => lydian.stop());

const numbers = Array.from({ length: calls }, (_, i) => i);
const slow = Function.fromName<typeof definedSlow>("limited", "slow");

test("our client: calls, maps and spawned inputs beyond the limits are all done", async () => {
  const backlogs: number[] = [];
  const watching = new AbortController();
  const watch = (async () => {
    while (!watching.signal.aborted) {
      backlogs.push((await slow.getCurrentStats()).backlog);
      await sleep(20);
    }
  })();
  assert.deepEqual(await Promise.all(numbers.map((n) => slow.remote(n))), numbers);
  watching.abort();
  await watch;
  assert.ok(Math.max(...backlogs) <= waitingMax, `${Math.max(...backlogs)} waited`);
  const mapped: number[] = [];
  for await (const n of slow.map(numbers)) mapped.push(n);
  assert.deepEqual(mapped, numbers);
  // A put may go beyond the limit, the next one waits.
  const set = await slow.spawnMap(Array.from({ length: 1_500 }, (_, i) => i % calls));
  assert.equal(await set.numInputs(), 1_500);
  // What was spawned is not in the way of who waits.
  assert.equal(await slow.with({ deadlineMs: 5_000 }).remote(7), 7);
  await set.cancel();
});

test("whoever does not wait that long is told, and its call is over", async () => {
  const set = await slow.spawnMap(Array.from({ length: 200 }, (_, i) => i));
  const waiting = numbers.slice(0, 40).map((n) => slow.remote(n));
  await assert.rejects(
    slow.with({ deadlineMs: 100 }).remote(1),
    (error) => error instanceof TimeoutError || error instanceof ResourceExhaustedError,
  );
  assert.deepEqual(await Promise.all(waiting), numbers.slice(0, 40));
  await set.cancel();
});

test("npm modal: calls beyond the limit are all done", async () => {
  const { ModalClient } = await import("modal");
  // It warns of each time that it is told to wait.
  const client = new ModalClient({ logLevel: "error" });
  try {
    const found = await client.functions.fromName("limited", "slow");
    assert.deepEqual(await Promise.all(numbers.map((n) => found.remote([n]))), numbers);
    const spawned = await Promise.all(numbers.map((n) => found.spawn([n])));
    assert.deepEqual(await Promise.all(spawned.map((call) => call.get())), numbers);
  } finally {
    client.close();
  }
});

const program = `
import asyncio, modal
slow = modal.Function.from_name("limited", "slow")
async def main():
    print(sum(await asyncio.gather(*(slow.remote.aio(n) for n in range(${calls})))))
    calls = await asyncio.gather(*(slow.spawn.aio(n) for n in range(${calls})))
    print(sum(await asyncio.gather(*(call.get.aio() for call in calls))))
asyncio.run(main())
print(sum(slow.map(range(300))))
`;

for (const version of clientVersions) {
  test(
    `Python ${version}: calls, maps and spawned calls beyond the limits are all done`,
    { skip: python.skip },
    async () => {
      const { code, stdout, stderr } = await python.use(version, lydian).python(["-c", program]);
      assert.equal(code, 0, stderr);
      const sum = (calls * (calls - 1)) / 2;
      assert.deepEqual(stdout.trim().split("\n"), [sum, sum, (300 * 299) / 2].map(String));
    },
  );
}
