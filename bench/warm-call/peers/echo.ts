/** `echo.ts PATH [NEXT]`: answers each frame at PATH, by itself or once NEXT has answered. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { frames, onFrames } from "../frames.ts";
import { answer } from "../../system/peer.ts";

const [path = "", next] = process.argv.slice(2);
const server = createServer((socket) => {
  socket.on("error", () => socket.destroy());
  if (next === undefined) echo(socket);
  else relay(socket, connect(next));
});
server.listen(path);
await once(server, "listening");
answer(() => undefined);

function echo(socket: Socket): void {
  onFrames(socket, frames.deliver.length, (count) => write(socket, frames.complete, count));
}

function relay(caller: Socket, container: Socket): void {
  onFrames(caller, frames.open.length, (count) => write(container, frames.deliver, count));
  onFrames(container, frames.complete.length, (count) => write(caller, frames.outputs, count));
  caller.once("close", () => container.destroy());
}

function write(socket: Socket, frame: Buffer, count: number): void {
  socket.write(count === 1 ? frame : Buffer.concat(Array.from({ length: count }, () => frame)));
}
