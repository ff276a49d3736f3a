/** A real small disk becomes full while calls are enqueued: nothing acknowledged is lost. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client, Function, FunctionCall, ResourceExhaustedError } from "lydian";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import type { measure as definedMeasure } from "./queued-app.ts";
import { mountSmallDisk, whyNoSmallDisk, type SmallDisk } from "./small-disk.ts";

const mebibyte = 1024 * 1024;
const appFile = fileURLToPath(new URL("queued-app.ts", import.meta.url));
/** Room for the runtime, an app and a store; what is enqueued takes the rest within seconds. */
const diskMebibytes = 32;
const ballastBytes = 12 * mebibyte;
const payloadBytes = 128 * 1024;
/** More than the disk could ever take. */
const spawnsMax = (diskMebibytes * mebibyte) / payloadBytes;
/** For how long calls are tried while the disk is full: longer than containers take to be given up. */
const fullMs = 6_000;
const pauseMs = 100;
const resultDeadlineMs = 60_000;

const reason = whyNoSmallDisk();

describe("a full disk", { skip: reason ?? false, timeout: 120_000 }, () => {
  let disk: SmallDisk;
  let lydian: Lydian;
  let client: Client;
  let measure: ReturnType<typeof Function.fromName<typeof definedMeasure>>;
  /** What was acknowledged, in this order. */
  const acknowledged: string[] = [];
  let refusal: unknown;

  before(async () => {
    disk = await mountSmallDisk(diskMebibytes);
    lydian = await startLydian({ stateDirectory: join(disk.directory, "state") });
    const { code, stderr } = await lydian.run(["deploy", appFile]);
    assert.equal(code, 0, stderr);
    Object.assign(process.env, lydian.environment);
    client = new Client();
    measure = Function.fromName<typeof definedMeasure>("queued", "measure", { client });
    await measure.remote(payload(0));
    await disk.fill(ballastBytes);
  });
  after(async () => {
    client?.close();
    await lydian?.stop();
    await disk?.unmount();
  });

  test("spawn is refused with a ResourceExhaustedError that names the disk", async () => {
    while (refusal === undefined && acknowledged.length < spawnsMax) await spawnOne();
    assertNamesDisk(refusal);
    assert.ok(acknowledged.length > 10, `only ${acknowledged.length} calls fitted`);
  });

  test("every call that is tried then is refused in the same way, or kept", async () => {
    await disk.fillUp();
    let refusals = 0;
    for (const untilMs = performance.now() + fullMs; performance.now() < untilMs; await delay(pauseMs)) {
      refusal = undefined;
      await spawnOne();
      if (refusal === undefined) continue;
      assertNamesDisk(refusal);
      refusals += 1;
    }
    assert.ok(refusals > 10, `only ${refusals} calls were refused`);
  });

  test("the server stays up: it answers questions about what it has", async () => {
    const { code, stdout, stderr } = await lydian.run(["app", "list", "--json"]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /"queued"/);
    const last = FunctionCall.fromId(acknowledged.at(-1) ?? "", { client });
    assert.equal(await last.numInputs(), 1);
  });

  test("everything acknowledged has its result once there is space again", async (t) => {
    await disk.free();
    t.diagnostic(`${acknowledged.length} calls were acknowledged`);
    for (const [index, id] of acknowledged.entries()) {
      const result = await FunctionCall.fromId(id, { client }).get({ timeoutMs: resultDeadlineMs });
      assert.deepEqual(result, { length: payloadBytes, first: index % 256 });
    }
  });

  test("calls are taken again", async () => {
    assert.deepEqual(await measure.remote(payload(7)), { length: payloadBytes, first: 7 });
  });

  async function spawnOne(): Promise<void> {
    try {
      const call = await measure.with({ deadlineMs: resultDeadlineMs }).spawn(payload(acknowledged.length));
      acknowledged.push(call.objectId);
    } catch (error) {
      refusal = error;
    }
  }
});

function payload(index: number): Uint8Array {
  return new Uint8Array(payloadBytes).fill(index % 256);
}

function assertNamesDisk(error: unknown): void {
  assert.ok(error instanceof ResourceExhaustedError, String(error));
  assert.match(error.message, /disk/);
}
