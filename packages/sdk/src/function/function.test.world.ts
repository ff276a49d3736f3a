/** Functions of a fake server, as a test calls them. */
import { FakeServer } from "../../test/fake-server.ts";
import { Client } from "../client.ts";
import { Function } from "./function.ts";
import type { UnknownFunction } from "./function-types.ts";

export async function start(
  functions: Record<string, (...args: never[]) => unknown>,
): Promise<FakeServer & { get(name: string): UnknownFunction }> {
  const server = await FakeServer.start();
  server.serveBasics();
  for (const [name, run] of Object.entries(functions)) {
    server.functions.set(`fu-${name}`, (args, kwargs) =>
      (run as (...all: unknown[]) => unknown)(...args, ...(Object.keys(kwargs).length > 0 ? [kwargs] : [])),
    );
  }
  const client = new Client(server.account);
  return Object.assign(server, { get: (name: string) => Function.fromName("my-app", name, { client }) });
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export const square = (x: number): number => x ** 2;
