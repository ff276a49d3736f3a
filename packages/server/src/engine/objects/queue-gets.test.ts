/**
 * Producers and consumers of a queue over a bad network, on servers that are killed, in simulated
 * time. A seed that fails is in the title of its test.
 *
 * - P1. What a producer was told is in the queue is got by exactly one consumer.
 * - P2. A consumer gets what one producer put in the order in which it was put, as long as no server
 *   hears that a client has left: what was taken for it is back, and later than what followed it.
 * - P3. Nobody waits while there is something to get.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { LydianError } from "../../model/error.ts";
import { SeededRandomness } from "../../sim/seeded-randomness.ts";
import { VirtualClock } from "../../sim/virtual-clock.ts";
import { type InlineStore, openInlineStore } from "../../store/sqlite/open-store.ts";
import { Catalog } from "../catalog/catalog.ts";
import { client } from "../engine.test.world.ts";
import type { QueueVerbs } from "./object-verbs.ts";
import { SharedObjects } from "./shared-objects.ts";

const environment = { environmentId: "en-1", name: "main", isDefault: true, createdAtMs: 0 } as const;
const producers = 3;
const consumers = 4;
const putsEach = 25;
const partitions = ["", "p"];
/** Longer than everything takes; whoever still waits then waits for ever. */
const simulatedMsMax = 3_600_000;

interface Server {
  readonly store: InlineStore;
  readonly queues: QueueVerbs;
  readonly death: Promise<"lost">;
  kill(): void;
}

/** How bad it is: the chance of each for an attempt of each client, and of a kill for each second. */
interface Weather {
  readonly answerLost: number;
  readonly connectionLost: number;
  /** For half of the consumers, so that there is always one that stays. */
  readonly cancelled: number;
  readonly kills: number;
  /** How long consumers ask to wait. */
  readonly timeoutsMs: readonly number[];
  /** Between the puts of one producer. */
  readonly pauseMsMax: number;
}

interface Wait {
  readonly partition: string;
  readonly fromMs: number;
  readonly toMs: number;
}

class World {
  readonly clock = new VirtualClock();
  readonly randomness: SeededRandomness;
  readonly weather: Weather;
  readonly #path: string;
  server: Server;
  queueId = "";
  /** Item by item, by whom it was got. */
  readonly got = new Map<string, number>();
  readonly gotBy: string[][] = Array.from({ length: consumers }, () => []);
  readonly acknowledged: string[] = [];
  readonly putAtMs = new Map<string, number>();
  readonly gotAtMs = new Map<string, number>();
  /** Of consumers that stay. */
  readonly waits: Wait[] = [];
  #requests = 0;

  constructor(seed: number, folder: string, weather: Weather) {
    this.randomness = new SeededRandomness(seed);
    this.weather = weather;
    this.#path = join(folder, `${seed}.db`);
    this.server = this.#start();
  }

  #start(): Server {
    const { promise, resolve } = Promise.withResolvers<"lost">();
    const { clock, die } = this.clock.mortal();
    const schedule = (run: () => void): void => void clock.after(this.randomness.between(0, 5), run);
    const store = openInlineStore({ path: this.#path, schedule });
    const { queues } = new SharedObjects(store, {
      catalog: new Catalog(store.records),
      environments: { read: () => Promise.resolve(environment) },
      clock,
      randomness: this.randomness,
    });
    const kill = (): void => {
      store.crash();
      die();
      resolve("lost");
    };
    return { store, queues, death: promise, kill };
  }

  async run(): Promise<void> {
    const { id } = await this.#during(
      this.server.queues.create(client, { mode: "keep-existing", name: "q", environmentName: "" }),
    );
    this.queueId = id;
    const work = [
      ...Array.from({ length: producers }, (_, i) => this.#produce(i)),
      ...Array.from({ length: consumers }, (_, i) => this.#consume(i)),
      this.#killAtTimes(),
    ];
    await this.#during(Promise.all(work));
  }

  async #produce(producer: number): Promise<void> {
    for (let i = 0; i < putsEach; i += 1) {
      await this.clock.sleep(this.randomness.between(0, this.weather.pauseMsMax));
      const items = Array.from({ length: this.randomness.between(1, 3) }, (_, j) => `${producer}:${i}:${j}`);
      const request = this.#newRequest();
      const bytes = items.map((item) => new Uint8Array(Buffer.from(item)));
      await this.#insist(({ queues }) =>
        queues.put(this.queueId, Buffer.from(partitionOf(producer)), bytes, { request }).then(() => "put"),
      );
      this.acknowledged.push(...items);
      for (const item of items) this.putAtMs.set(item, this.clock.nowMs());
    }
  }

  async #consume(consumer: number): Promise<void> {
    const partition = partitionOf(consumer);
    while (!this.#isAllGot()) {
      const request = this.#newRequest();
      const limit = this.randomness.between(1, 4);
      const timeoutMs = this.randomness.pick(this.weather.timeoutsMs);
      let fromMs = 0;
      const get = async ({ queues }: Server, signal: AbortSignal): Promise<readonly Uint8Array[]> => {
        fromMs = this.clock.nowMs();
        return queues.get(this.queueId, Buffer.from(partition), { request, limit, timeoutMs, signal });
      };
      const isCancelled = consumer >= consumers / 2 && this.randomness.happens(this.weather.cancelled);
      const items = isCancelled ? await this.#tryAndCancel(get) : await this.#insist(get);
      for (const item of items) this.#note(consumer, Buffer.from(item).toString());
      if (!isCancelled) this.waits.push({ partition, fromMs, toMs: this.clock.nowMs() });
      // So long that who is woken finds what it left behind, not itself.
      if (isCancelled) await this.clock.sleep(this.randomness.between(0, 2 * this.weather.pauseMsMax));
    }
  }

  /** Asks until an answer comes through, as official clients do. */
  async #insist<T>(attempt: (server: Server, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { randomness, weather, clock } = this;
    for (;;) {
      await clock.sleep(randomness.between(0, 20));
      const { server } = this;
      const connection = new AbortController();
      const isLost = randomness.happens(weather.connectionLost);
      const outcome = await Promise.race([
        attempt(server, connection.signal).then((value) => ({ value }), whatMayPass),
        server.death,
        ...(isLost ? [clock.sleep(randomness.between(0, 100)).then(() => "lost" as const)] : []),
      ]);
      if (outcome === "lost") {
        // The server hears of it some time later, perhaps when the client is there again.
        clock.after(randomness.between(0, 100), () => connection.abort(lost));
      } else if (!randomness.happens(weather.answerLost)) return outcome.value;
    }
  }

  /** Asks once, leaves at some time, and takes what has come by then. */
  async #tryAndCancel(
    attempt: (server: Server, signal: AbortSignal) => Promise<readonly Uint8Array[]>,
  ): Promise<readonly Uint8Array[]> {
    const connection = new AbortController();
    await this.clock.sleep(this.randomness.between(0, 20));
    this.clock.after(this.randomness.between(0, 60), () => connection.abort(lost));
    const outcome = await attempt(this.server, connection.signal).then((value) => ({ value }), whatMayPass);
    return outcome === "lost" || connection.signal.aborted ? [] : outcome.value;
  }

  async #killAtTimes(): Promise<void> {
    while (!this.#isAllGot()) {
      await this.clock.sleep(1_000);
      if (!this.randomness.happens(this.weather.kills)) continue;
      this.server.kill();
      this.server = this.#start();
    }
  }

  #note(consumer: number, item: string): void {
    this.got.set(item, (this.got.get(item) ?? 0) + 1);
    this.gotBy[consumer]?.push(item);
    this.gotAtMs.set(item, this.clock.nowMs());
  }

  #isAllGot(): boolean {
    const all = this.acknowledged;
    return this.#isAllPut() && all.every((item) => this.got.has(item));
  }

  #isAllPut(): boolean {
    const last = (producer: number): boolean =>
      this.acknowledged.some((item) => item.startsWith(`${producer}:${putsEach - 1}:`));
    return Array.from({ length: producers }, (_, i) => last(i)).every(Boolean);
  }

  #newRequest(): string {
    this.#requests += 1;
    return `request ${this.#requests}`;
  }

  async #during<T>(work: Promise<T>): Promise<T> {
    let outcome: { value: T } | { error: unknown } | undefined;
    work.then(
      (value) => (outcome = { value }),
      (error: unknown) => (outcome = { error }),
    );
    await this.clock.run(() => outcome !== undefined, simulatedMsMax);
    if (outcome === undefined) assert.fail(this.#describe());
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  }

  #describe(): string {
    const missing = this.acknowledged.filter((item) => !this.got.has(item));
    return `Somebody waits for ever; put and not got: ${missing.join(", ") || "nothing"}`;
  }
}

function partitionOf(client: number): string {
  return partitions[client % partitions.length] ?? "";
}

const lost = new LydianError("cancelled", "The client cancelled the request");

/** A refusal that an official client takes for a reason to ask again. */
function whatMayPass(error: unknown): "lost" {
  if (error instanceof LydianError && (error.kind === "cancelled" || error.kind === "unavailable"))
    return "lost";
  throw error;
}

function assertEachGotOnce({ acknowledged, got }: World): void {
  assert.ok(acknowledged.length >= producers * putsEach);
  for (const item of acknowledged) assert.equal(got.get(item), 1, `item ${item}`);
}

/** While somebody waited who did not leave. */
function assertNoneLayLong({ putAtMs, gotAtMs, waits }: World): void {
  for (const [item, atMs] of putAtMs) {
    const gotMs = gotAtMs.get(item) ?? Infinity;
    for (const { partition, fromMs, toMs } of waits) {
      if (partition !== partitionOf(Number(item.split(":")[0]))) continue;
      const layMs = Math.min(gotMs, toMs) - Math.max(atMs, fromMs);
      assert.ok(layMs <= layMsMax, `item ${item} lay for ${layMs} ms although somebody waited`);
    }
  }
}

/** Of what one consumer got, that of each producer is in order. */
function assertInOrder({ gotBy, acknowledged }: World): void {
  const places = new Map(acknowledged.map((item, place) => [item, place]));
  for (const items of gotBy) {
    for (let producer = 0; producer < producers; producer += 1) {
      const own = items.filter((item) => item.startsWith(`${producer}:`));
      const inOrder = own.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
      assert.deepEqual(own, inOrder);
    }
  }
}

function simulate(seed: number, weather: Weather, check: (world: World) => void): void {
  test(`seed ${seed}`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "lydian-queue-"));
    const world = new World(seed, folder, weather);
    t.after(() => {
      world.server.store.crash();
      rmSync(folder, { recursive: true });
    });
    await world.run();
    check(world);
  });
}

const seeds = Array.from({ length: 12 }, (_, i) => i + 1);
const patientMs = 50_000;
/** A few commits, one after the other. */
const layMsMax = 25;
const timeoutsMs = [0, 50, patientMs];

describe("clients that lose answers, and servers that are killed", () => {
  const weather = {
    answerLost: 0.3,
    connectionLost: 0,
    cancelled: 0,
    kills: 0.4,
    timeoutsMs,
    pauseMsMax: 60,
  };
  for (const seed of seeds) {
    simulate(seed, weather, (world) => {
      assertEachGotOnce(world);
      assertInOrder(world);
    });
  }
});

describe("clients that lose connections, and servers that are killed", () => {
  const weather = {
    answerLost: 0.2,
    connectionLost: 0.3,
    cancelled: 0,
    kills: 0.4,
    timeoutsMs,
    pauseMsMax: 60,
  };
  for (const seed of seeds) simulate(seed, weather, assertEachGotOnce);
});

describe("clients that cancel", () => {
  const weather = {
    answerLost: 0,
    connectionLost: 0,
    cancelled: 1,
    kills: 0,
    timeoutsMs: [patientMs],
    pauseMsMax: 200,
  };
  for (const seed of seeds) {
    simulate(seed, weather, (world) => {
      assertEachGotOnce(world);
      assertNoneLayLong(world);
    });
  }
});
