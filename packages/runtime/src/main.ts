/**
 * The program of a container. It connects first, and loads the rest of itself while the server
 * answers; then it waits to be given a function.
 */
import { tmpdir } from "node:os";
import { connect, ConnectionRefusedError } from "./connection/connect.ts";
import type { Container } from "./container.ts";
import { exitCodes } from "./exit-codes.ts";
import { takeIdentity } from "./connection/identity.ts";

const container = await start();
await container.prepared;

async function start(): Promise<Container> {
  try {
    const environment = process.env;
    const identity = takeIdentity(environment);
    const [{ socket, head }, room] = await Promise.all([connect(identity), import("./container.ts")]);
    return new room.Container({
      socket,
      head,
      socketPath: identity.socketPath,
      environment,
      runtimeFolder: new URL(".", import.meta.url),
      scratch: tmpdir(),
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(error instanceof ConnectionRefusedError ? exitCodes.refused : exitCodes.connectionLost);
  }
}
