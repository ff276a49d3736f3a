import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ContainerSocket } from "./container-socket.ts";

test("ensure() listens once, and again when the file is gone, its folder too", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "lydian-socket-"));
  const path = join(folder, "inner", "server.sock");
  const servers: Server[] = [];
  t.after(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const socket = new ContainerSocket(path, async (at) => {
    const server = createServer();
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(at, resolve));
  });
  await Promise.all([socket.ensure(), socket.ensure()]);
  await socket.ensure();
  assert.equal(servers.length, 1);
  assert.equal(statSync(path).mode & 0o777, 0o666);
  rmSync(join(folder, "inner"), { recursive: true });
  await Promise.all([socket.ensure(), socket.ensure()]);
  assert.equal(servers.length, 2);
  assert.ok(existsSync(path));
});
