import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ControlGroup } from "./control-group.ts";
import { findVersion2 } from "./find-control-groups.ts";
import { cpuShares, cpuWeight, hardMemoryBytes } from "./hard-limits.ts";

/** Plain files in place of the kernel's: they show what is written where, and refuse nothing. */
const root = mkdtempSync(join(tmpdir(), "lydian-cgroup-"));
after(() => rmSync(root, { recursive: true, force: true }));

test("hardMemoryBytes() is what was asked for, and 512 MiB at least", () => {
  assert.equal(hardMemoryBytes({ cpuMilli: 125, memoryMiB: 128 }), 512 * 2 ** 20);
  assert.equal(hardMemoryBytes({ cpuMilli: 125, memoryMiB: 2048 }), 2048 * 2 ** 20);
});

test("cpuShares() and cpuWeight() grow with the cores and stay in the kernel's bounds", () => {
  const asked = [0, 125, 1000, 1_000_000].map((cpuMilli) => ({ cpuMilli, memoryMiB: 128 }));
  assert.deepEqual(asked.map(cpuShares), [2, 128, 1024, 262_144]);
  assert.deepEqual(asked.map(cpuWeight), [1, 13, 100, 10_000]);
});

test("ControlGroup writes the files of cgroup v2 and reads its events", async () => {
  const path = join(root, "container");
  const group = await ControlGroup.create({ version: 2, memory: path, cpu: path, pids: path });
  assert.deepEqual(group.directories, [path]);
  await group.limit({ cpuMilli: 2000, memoryMiB: 1024 });
  const written = ["pids.max", "memory.max", "memory.swap.max", "memory.oom.group", "cpu.weight"];
  assert.deepEqual(
    written.map((name) => readFileSync(join(path, name), "utf8")),
    ["1024", "1073741824", "0", "1", "200"],
  );
  writeFileSync(join(path, "memory.events"), "low 0\noom 1\noom_kill 0\noom_group_kill 0\n");
  assert.equal(await group.ranOutOfMemory(), false);
  writeFileSync(join(path, "memory.events"), "low 0\noom 1\noom_kill 2\noom_group_kill 1\n");
  assert.equal(await group.ranOutOfMemory(), true);
});

test("ControlGroup.kill() never takes a hidden process, listed as 0, for its own group", async () => {
  const path = join(root, "hidden");
  const group = await ControlGroup.create({ version: 2, pids: path });
  writeFileSync(join(path, "cgroup.procs"), "0\n");
  assert.equal(group.kill(), 0);
});

test("findVersion2() takes none where the controllers are not handed to us", async () => {
  const own = join(root, "machine", "session");
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "cgroup.controllers"), "");
  writeFileSync(join(own, "cgroup.subtree_control"), "");
  assert.deepEqual(await findVersion2(join(root, "machine"), "0::/session\n", "lydian-x"), { version: 2 });
});
