/** A client that calls functions in all ways there are, reads what comes of it, and cancels or leaves at times. */
import type { CallType, Invocation, NewInput } from "../../model/call.ts";
import { LydianError } from "../../model/error.ts";
import type { History } from "../history/history.ts";
import type { Habits } from "../scenario.ts";
import type { SeededRandomness } from "../seeded-randomness.ts";
import { drawPlan, payloadOf } from "../user-code.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { Connection } from "./connection.ts";
import { client, type Deployment } from "./deployer.ts";

const mapInputsMax = 12;
const inputsPerPut = 4;
const spawnsMax = 5;

export class Caller {
  readonly #connection: Connection;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandomness;
  readonly #history: History;
  readonly #habits: Habits;
  readonly #name: string;
  /** All that was acknowledged to it. */
  readonly callIds: string[] = [];

  constructor(
    connection: Connection,
    world: {
      readonly clock: VirtualClock;
      readonly random: SeededRandomness;
      readonly history: History;
      readonly habits: Habits;
    },
    name: string,
  ) {
    this.#connection = connection;
    this.#clock = world.clock;
    this.#random = world.random;
    this.#history = world.history;
    this.#habits = world.habits;
    this.#name = name;
  }

  async callAgainAndAgain(deployment: Deployment, times: number): Promise<void> {
    for (let i = 0; i < times; i += 1) {
      await this.#clock.sleep(this.#random.between(1, 400));
      await this.callSomehow(deployment);
    }
  }

  /** Any function of the app but those that run by themselves, in any way. */
  async callSomehow(deployment: Deployment): Promise<void> {
    const callable = deployment.functions.filter(({ schedule }) => schedule === undefined);
    const { tag, kind } = this.#random.pick(callable);
    const functionId = deployment.functionIds[tag] ?? "";
    // Only of those that come later, so that nobody waits for himself.
    const later = callable.slice(callable.findIndex((one) => one.tag === tag) + 1);
    const target = later.find((one) => one.kind === "function")?.tag;
    const input = (index: number): NewInput =>
      this.#newInput(index, kind === "generator" ? undefined : target);
    if (kind === "generator") return this.#generate(functionId, input);
    const ways = [this.#remote, this.#spawn, this.#map, this.#map];
    if (this.#habits.leaves) ways.push(this.#leave);
    await this.#random.pick(ways).call(this, functionId, input);
  }

  /** A single call, whose answer is waited for. */
  readonly #remote = async (functionId: string, input: (index: number) => NewInput): Promise<void> => {
    const callId = this.#random.id("fc");
    const { signal } = new AbortController();
    const order = { callId, functionId, type: "unary", invocation: "attached", inputs: [input(0)] } as const;
    const page = await this.#connection.ask((engine, isRepeat) =>
      engine.calls.run(client, { ...order, connection: this.#name, isRepeat }, signal),
    );
    this.#acknowledged(callId, order.inputs);
    for (const output of page.outputs) this.#history.answers.read(output);
  };

  /** Some calls at once that nobody waits for. */
  readonly #spawn = async (functionId: string, input: (index: number) => NewInput): Promise<void> => {
    const count = this.#random.between(1, spawnsMax);
    for (let i = 0; i < count; i += 1) {
      const callId = await this.#open(functionId, "unary", "detached", [input(0)]);
      if (this.#cancels(0.4)) await this.#cancelSoon(callId);
    }
  };

  readonly #map = async (functionId: string, input: (index: number) => NewInput): Promise<void> => {
    const invocation = this.#random.pick(["attached", "detached"] as const);
    const callId = await this.#open(functionId, "map", invocation, []);
    const count = this.#random.between(1, mapInputsMax);
    const isCancelled = this.#cancels(0.3);
    if (isCancelled && this.#random.happens(0.5)) void this.#cancelSoon(callId);
    for (let from = 0; from < count; from += inputsPerPut) {
      const inputs = Array.from({ length: Math.min(inputsPerPut, count - from) }, (_, i) => input(from + i));
      if (!(await this.#put(callId, inputs))) break;
      await this.#clock.sleep(this.#random.between(0, 30));
    }
    if (this.#habits.leaves && this.#random.happens(0.3)) return;
    await this.#connection.ask((engine) => engine.calls.finishInputs(client, callId, count));
    if (isCancelled) return this.#cancelSoon(callId);
    await this.#readOutputs(callId);
    if (invocation === "attached" || !this.#random.happens(0.5)) return;
    await this.#connection.ask((engine) => engine.calls.retryFailed(client, callId));
    await this.#readOutputs(callId);
  };

  async #generate(functionId: string, input: (index: number) => NewInput): Promise<void> {
    const callId = await this.#open(functionId, "unary", "attached", [input(0)]);
    if (this.#cancels(0.3)) await this.#cancelSoon(callId);
    else await this.#readChunks(callId);
  }

  /** Asks, and is gone before it is answered. What it asked for happens, or not. */
  readonly #leave = async (functionId: string, input: (index: number) => NewInput): Promise<void> => {
    const callId = this.#random.id("fc");
    const order = { callId, functionId, type: "unary", invocation: "attached", inputs: [input(0)] } as const;
    const leaving = new AbortController();
    this.#connection.askOnce((engine) => engine.calls.run(client, order, leaving.signal));
    await this.#clock.sleep(this.#random.between(0, 50));
    leaving.abort();
  };

  async #open(
    functionId: string,
    type: CallType,
    invocation: Invocation,
    inputs: readonly NewInput[],
  ): Promise<string> {
    const callId = this.#random.id("fc");
    const order = { callId, functionId, type, invocation, inputs, connection: this.#name };
    await this.#connection.ask((engine, isRepeat) => engine.calls.open(client, { ...order, isRepeat }));
    this.#acknowledged(callId, inputs);
    return callId;
  }

  /** Whether the map takes more. */
  async #put(callId: string, inputs: readonly NewInput[]): Promise<boolean> {
    try {
      await this.#connection.ask((engine, isRepeat) =>
        engine.calls.put(client, callId, inputs, { isRepeat }),
      );
    } catch (error) {
      if (error instanceof LydianError && this.#history.cancellations.isAsked(callId)) return false;
      throw error;
    }
    for (const { index } of inputs) this.#history.answers.acknowledged(callId, index);
    return true;
  }

  #acknowledged(callId: string, inputs: readonly NewInput[]): void {
    for (const { index } of inputs) this.#history.answers.acknowledged(callId, index);
    this.callIds.push(callId);
  }

  #newInput(index: number, target: string | undefined): NewInput {
    const { hasTroubles, nests } = this.#habits;
    const calls = nests && target !== undefined ? { calls: target } : {};
    return { index, payload: payloadOf(drawPlan(this.#random, { hasTroubles, ...calls })) };
  }

  #cancels(probability: number): boolean {
    return this.#habits.cancels && this.#random.happens(probability);
  }

  async #cancelSoon(callId: string): Promise<void> {
    await this.#clock.sleep(this.#random.between(0, 300));
    const terminateContainers = this.#random.happens(0.3);
    const { cancellations } = this.#history;
    const ran = cancellations.asked(callId, terminateContainers);
    await this.#connection.ask((engine) => engine.calls.cancel(client, callId, { terminateContainers }));
    cancellations.acknowledged(callId, ran, terminateContainers);
  }

  /** Reads to the end, by cursor, over as many servers as it takes. */
  async #readOutputs(callId: string): Promise<void> {
    let after = 0;
    for (;;) {
      const page = await this.#connection.ask((engine) =>
        engine.calls.awaitOutputs(callId, { after, limit: 3, timeoutMs: 1_000 }),
      );
      for (const output of page.outputs) this.#history.answers.read(output);
      after = page.cursor;
      if (page.outputs.length === 0 && page.unfinished === 0 && !page.isOpen) return;
    }
  }

  async #readChunks(callId: string): Promise<void> {
    let after = 0;
    for (;;) {
      const page = await this.#connection.ask((engine) =>
        engine.calls.awaitChunks({ callId, index: 0 }, { after, limit: 2, timeoutMs: 1_000 }),
      );
      for (const { index } of page.chunks) this.#history.answers.yielded(callId, index);
      after = page.chunks.at(-1)?.index ?? after;
      if (page.isFinished) return;
    }
  }

  /** Everything once more, from the beginning. */
  async readAll(): Promise<void> {
    for (const callId of this.callIds) {
      const page = await this.#connection.ask((engine) =>
        engine.calls.awaitOutputs(callId, { after: 0, limit: 1_000, timeoutMs: 0 }),
      );
      for (const output of page.outputs) this.#history.answers.read(output);
    }
  }
}
