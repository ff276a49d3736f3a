/**
 * The floor of the transport: the bytes of a warm call, over two hops of Unix sockets and back, through
 * a process in place of the server and one in place of the container. Nothing is encoded, decoded or kept.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import type { Candidate } from "../candidate.ts";
import { frames, onFrames } from "../frames.ts";
import { startPeer } from "../../system/peer.ts";

export async function open(): Promise<Candidate> {
  const directory = await mkdtemp(join(tmpdir(), "lydian-bench-sockets-"));
  const [relayPath, echoPath] = [join(directory, "relay.sock"), join(directory, "echo.sock")];
  const module = new URL("../peers/echo.ts", import.meta.url);
  const environment = process.env;
  const echo = await startPeer(module, { args: [echoPath], environment });
  const relay = await startPeer(module, { args: [relayPath, echoPath], environment });
  const socket = connect(relayPath);
  await once(socket, "connect");
  const waiting: (() => void)[] = [];
  onFrames(socket, frames.outputs.length, (count) => {
    for (const resolve of waiting.splice(0, count)) resolve();
  });
  let queued = 0;
  // As the system does: what is called in one turn leaves in one write.
  const flush = (): void => {
    socket.write(Buffer.concat(Array.from({ length: queued }, () => frames.open)));
    queued = 0;
  };
  return {
    call() {
      if (queued === 0) setImmediate(flush);
      queued += 1;
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    async close() {
      socket.destroy();
      await Promise.all([relay.end(), echo.end()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
