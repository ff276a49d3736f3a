/**
 * Containers without processes: a launcher whose programs are functions here, speaking to the real
 * engine through the same sessions as a door. They boot, run, crash, hang and answer too late.
 */
import { PassThrough } from "node:stream";
import type { ContainerSession } from "../engine/containers/container-verbs.ts";
import type { Engine } from "../engine/engine.ts";
import type { ContainerExit, LaunchedContainer, Launcher, LaunchSpec } from "../launch/launcher.ts";
import type { AttemptRef, ClaimedInput } from "../model/call.ts";
import type { ContainerId } from "../model/ids.ts";
import { type History, valueOf } from "./history.ts";
import type { SeededRandomness } from "./seeded-randomness.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** How likely each misfortune is; all 0 once the simulation calms down. */
export interface Faults {
  bootFails: number;
  crashesWhileRunning: number;
  /** Loses its connection, goes on running, and answers afterwards. */
  answersTooLate: number;
  ignoresCancellation: number;
}

export interface FakeContainers extends Launcher {
  /** The engine that new containers speak to. */
  engine: Engine | undefined;
  /** As when the server is killed: all containers go with it, a little later. */
  killAll(): void;
}

const bootMsMax = 40;
const runMsMax = 200;
const deathMsMax = 20;
const yieldsMax = 5;
/** Between an answer and the next request. */
const pauseMsMax = 10;

export function fakeContainers(
  clock: VirtualClock,
  random: SeededRandomness,
  faults: Faults,
  history: History,
): FakeContainers {
  const alive = new Set<FakeContainer>();
  const launcher: FakeContainers = {
    engine: undefined,
    name: "process",
    isolation: { stops: [], doesNotStop: [], limits: { memory: "none", cpu: "none" } },
    launch(spec) {
      const container = new FakeContainer(spec, { clock, random, faults, history }, () =>
        alive.delete(container),
      );
      alive.add(container);
      const { engine } = launcher;
      clock.after(random.between(1, bootMsMax), () => container.boot(engine));
      return Promise.resolve(container);
    },
    sweep: () => Promise.resolve(0),
    killAll() {
      for (const container of alive) container.kill();
    },
  };
  return launcher;
}

class FakeContainer implements LaunchedContainer {
  readonly containerId: ContainerId;
  readonly pid = 0;
  readonly scratch = "";
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly exited: Promise<ContainerExit>;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandomness;
  readonly #faults: Faults;
  readonly #history: History;
  readonly #closed = new AbortController();
  readonly #cancelled = new Set<string>();
  readonly #onGone: () => void;
  #session: ContainerSession | undefined;
  #running = 0;
  /** Whether it asks for its next input when it has answered the one before. */
  #asksInTurn = false;
  #isStopping = false;
  #isDying = false;
  #resolveExit: (exit: ContainerExit) => void;

  constructor(
    spec: LaunchSpec,
    world: {
      readonly clock: VirtualClock;
      readonly random: SeededRandomness;
      readonly faults: Faults;
      readonly history: History;
    },
    onGone: () => void,
  ) {
    this.containerId = spec.containerId;
    this.#clock = world.clock;
    this.#random = world.random;
    this.#faults = world.faults;
    this.#history = world.history;
    this.#onGone = onGone;
    const { promise, resolve } = Promise.withResolvers<ContainerExit>();
    this.exited = promise;
    this.#resolveExit = resolve;
  }

  limit(): Promise<void> {
    return Promise.resolve();
  }

  kill(): void {
    if (this.#isDying) return;
    this.#isDying = true;
    this.#clock.after(this.#random.between(0, deathMsMax), () => this.#exit({ signal: "SIGKILL" }));
  }

  boot(engine: Engine | undefined): void {
    if (this.#isDying || engine === undefined) return;
    this.#live(engine).catch(() => this.#exit({ code: 1 }));
  }

  async #live(engine: Engine): Promise<void> {
    const session = engine.containers.attach(this.containerId);
    this.#session = session;
    this.#obeyStop(session).catch(() => undefined); // the container is gone before it was told
    const assignment = await session.assignment(this.#closed.signal);
    await this.#clock.sleep(this.#random.between(1, bootMsMax));
    if (this.#random.happens(this.#faults.bootFails)) {
      if (this.#random.happens(0.5)) session.bootFailed({ status: "failure", exception: "Error: simulated" });
      else this.#exit({ code: 1 });
      return;
    }
    const { maxConcurrentInputs } = assignment.function.settings;
    session.ready();
    this.#obeyCancellations(session).catch(() => undefined); // likewise
    if (maxConcurrentInputs === 1 && this.#random.happens(0.5)) {
      this.#asksInTurn = true;
      await this.#takeInTurn(session, assignment.function.definition.kind === "generator");
      return;
    }
    session.grant(maxConcurrentInputs);
    for (;;) {
      const inputs = await session.take(this.#closed.signal);
      if (inputs === "stop" || this.#closed.signal.aborted) return;
      for (const input of inputs) {
        if (this.#closed.signal.aborted) return;
        this.#history.begins(this.containerId, input.callId, input.index, maxConcurrentInputs);
        this.#run(session, input, assignment.function.definition.kind === "generator").catch(() =>
          this.#exit({ code: 1 }),
        );
      }
    }
  }

  /** As the official entrypoint does. */
  async #takeInTurn(session: ContainerSession, isGenerator: boolean): Promise<void> {
    for (;;) {
      session.offer(1);
      const inputs = await session.take(this.#closed.signal);
      if (inputs === "stop" || this.#closed.signal.aborted) return;
      for (const input of inputs) {
        this.#history.begins(this.containerId, input.callId, input.index, 1);
        await this.#run(session, input, isGenerator);
      }
      await this.#clock.sleep(this.#random.between(0, pauseMsMax));
      if (this.#closed.signal.aborted) return;
    }
  }

  async #run(session: ContainerSession, input: ClaimedInput, isGenerator: boolean): Promise<void> {
    this.#running += 1;
    const startedAtMs = this.#clock.nowMs();
    if (isGenerator) await this.#yieldSome(session, input);
    const deadlineMs = this.#clock.nowMs() + this.#random.between(0, runMsMax);
    while (this.#clock.nowMs() < deadlineMs && !this.#cancelled.has(keyOf(input)))
      await this.#clock.sleep(Math.min(10, deadlineMs - this.#clock.nowMs()));
    if (this.#random.happens(this.#faults.crashesWhileRunning)) this.#exit({ code: 137 });
    if (this.#random.happens(this.#faults.answersTooLate)) {
      session.detach();
      await this.#clock.sleep(this.#random.between(1, runMsMax * 2));
    } else if (this.#closed.signal.aborted) return;
    this.#running -= 1;
    this.#history.ends(this.containerId);
    const data = Buffer.from(valueOf(input.callId, input.index));
    const isCancelled = this.#cancelled.has(keyOf(input));
    const result = isCancelled
      ? ({ status: "terminated" } as const)
      : ({ status: "success", payload: { format: "cbor", data } } as const);
    const written = session.complete([
      { attempt: input, result, startedAtMs, finishedAtMs: this.#clock.nowMs() },
    ]);
    // Before it is written, as the door does.
    if (this.#asksInTurn) session.prepare();
    else session.grant(1);
    await written;
    if (this.#isStopping && this.#running === 0) this.#exit({ code: 0 });
  }

  async #yieldSome(session: ContainerSession, input: ClaimedInput): Promise<void> {
    for (let index = 1; index <= yieldsMax; index += 1) {
      await this.#clock.sleep(this.#random.between(1, 10));
      if (this.#closed.signal.aborted) return;
      await session.putChunks(input, [{ index, payload: { format: "cbor", data: new Uint8Array([index]) } }]);
    }
  }

  async #obeyStop(session: ContainerSession): Promise<void> {
    const order = await session.stopOrder(this.#closed.signal);
    if (order === undefined) return;
    this.#isStopping = true;
    if (order.isAbrupt || this.#running === 0) this.#exit({ code: 0 });
    else this.#clock.after(order.graceMs, () => this.#exit({ code: 0 }));
  }

  async #obeyCancellations(session: ContainerSession): Promise<void> {
    while (!this.#closed.signal.aborted) {
      for (const attempt of await session.cancellations(this.#closed.signal)) {
        if (!this.#random.happens(this.#faults.ignoresCancellation)) this.#cancelled.add(keyOf(attempt));
      }
    }
  }

  #exit(exit: ContainerExit): void {
    if (this.#closed.signal.aborted) return;
    this.#isDying = true;
    this.#closed.abort();
    this.#history.gone(this.containerId);
    this.#session?.detach();
    this.#onGone();
    this.#resolveExit(exit);
  }
}

function keyOf({ callId, index, attempt }: AttemptRef): string {
  return `${callId}/${index}#${attempt}`;
}
