import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** Hears what functions say. */
export interface Ears {
  readonly url: string;
  /** How often this was said. */
  count(what: string): number;
  /** Resolves when it was said so often. */
  hear(what: string, count: number): Promise<void>;
  close(): void;
}

const hearMsMax = 20_000;

export async function listen(): Promise<Ears> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push((request.url ?? "").slice(1));
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  const count = (what: string): number => heard.filter((each) => each === what).length;
  return {
    url: `http://127.0.0.1:${port}`,
    count,
    async hear(what, times) {
      const endMs = performance.now() + hearMsMax;
      while (count(what) < times) {
        if (performance.now() > endMs) throw new Error(`"${what}" was heard ${count(what)} times`);
        await delay(5);
      }
    },
    close: () => server.close(),
  };
}
