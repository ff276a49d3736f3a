/** The checker against a real server whose store is tampered with: it must not miss what was done. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { check, type Event } from "./history.ts";
import { World } from "./world.ts";

let world: World;
let live: readonly Event[];
before(async () => {
  world = await World.start("process");
  world.startClient("client0", 7, ["spawn"]);
  await world.clients.progress(20);
  await world.clients.finish();
  live = [...world.clients.events];
});
after(async () => {
  await world.stop();
});

test("check() finds nothing before anything was done", async () => {
  await world.judge([...live, ...(await world.readAll())]);
});

test("check() finds an acknowledged input that was taken out of the store", async () => {
  const call = lastAcknowledged();
  await tamper((database) => {
    const { changes } = database.prepare("DELETE FROM inputs WHERE call_id = ?").run(call);
    assert.equal(changes, 1);
  });
  assert.deepEqual(check([...live, ...(await world.readAll())]), [
    `K1: ${call}/0 was acknowledged and has 0 results`,
  ]);
  // It is not missed again below.
  live = live.filter((event) => event.call !== call);
});

test("check() finds a result that took the place of another run's", async () => {
  const polled = live.find((event) => event.kind === "seen");
  assert.ok(polled?.kind === "seen" && "answer" in polled.outcome);
  const { run } = polled.outcome.answer;
  await tamper((database) => {
    const row = database.prepare("SELECT data FROM inputs WHERE call_id = ?").get(polled.call);
    assert.ok(row?.["data"] instanceof Uint8Array);
    const data = Buffer.from(row["data"]);
    data.write(randomUUID(), data.indexOf(run));
    database.prepare("UPDATE inputs SET data = ? WHERE call_id = ?").run(data, polled.call);
  });
  const found = check([...live, ...(await world.readAll(live))]);
  assert.equal(found.length, 1, found.join("\n"));
  assert.match(found[0] ?? "", new RegExp(`^K2: ${polled.call}/0 `));
});

function lastAcknowledged(): string {
  const event = live.findLast(({ kind }) => kind === "acknowledged");
  assert.ok(event);
  return event.call;
}

/** While no server runs, as nobody else may do. */
async function tamper(change: (database: DatabaseSync) => void): Promise<void> {
  await world.lydian.kill();
  const database = new DatabaseSync(join(world.lydian.stateDirectory, "lydian.db"));
  change(database);
  database.close();
  await world.lydian.restart();
}
