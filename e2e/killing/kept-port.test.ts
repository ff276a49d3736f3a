/** A port that a service manager keeps: who comes while no server is there is served by the next. */
import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import { after, before, test } from "node:test";
import { World } from "./world.ts";

let world: World;
before(async () => {
  world = await World.start("process", undefined, { isKept: true });
});
after(() => world.stop());

test("a caller who comes while no server is there waits for the next", async () => {
  const { lydian } = world;
  const killed = lydian.pid;
  await lydian.kill();
  const answer = fetch(lydian.url);
  await lydian.restart();
  assert.equal((await answer).status, 200);
  assert.notEqual(lydian.pid, killed);
});

test("no container has its socket, with which it could take connections meant for the server", async () => {
  world.startClient("client0", 1, ["remote"]);
  await world.clients.progress(3);
  const listener = readlinkSync(`/proc/${world.lydian.pid}/fd/3`);
  assert.match(listener, /^socket:/);
  const containers = world.containers();
  assert.ok(containers.length > 0);
  for (const { pid } of containers) {
    const open = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
    assert.ok(!open.includes(listener), `${pid} has it`);
  }
  await world.clients.finish();
});
