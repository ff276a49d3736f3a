/**
 * What a container does with inputs: takes them as our own runtime does, or as the official entrypoint,
 * runs them by their plans, and answers.
 */
import type { ContainerSession } from "../../engine/containers/container-verbs.ts";
import type { Engine } from "../../engine/engine.ts";
import type { ContainerExit } from "../../launch/launcher.ts";
import type { AttemptRef, ClaimedInput } from "../../model/call.ts";
import { LydianError } from "../../model/error.ts";
import type { ContainerId } from "../../model/ids.ts";
import type { Result } from "../../model/result.ts";
import type { FunctionSettings } from "../../model/settings.ts";
import type { RunningAttempt } from "../history/attempts.ts";
import type { Member } from "../history/fleet.ts";
import type { History } from "../history/history.ts";
import { inputKey } from "../history/violations.ts";
import { type InputPlan, payloadOf, planOf, valueOf, yieldsOfGenerator } from "../user-code.ts";
import type { Surroundings } from "./surroundings.ts";

/** Between an answer of the official entrypoint and its next request. */
const pauseMsMax = 10;
/** How long one that has lost its connection goes on. */
const lateMsMax = 400;
/** A container may be killed for what it ran, although that has just ended. */
const unwantedMs = 100;

/** The container that does the work, and ends in one way or another. */
export interface Body {
  readonly containerId: ContainerId;
  readonly surroundings: Surroundings;
  /** Aborted when all of it is gone. */
  readonly closed: AbortController;
  /** Aborted when its connection is, at the latest with itself. */
  readonly disconnected: AbortController;
  crash(): void;
  disconnect(): void;
  exit(exit: ContainerExit): void;
}

interface Running {
  readonly attempt: RunningAttempt;
  readonly input: ClaimedInput;
  readonly plan: InputPlan;
  readonly trouble: "throws" | "hangs" | undefined;
  /** Its code was told to end, and does. */
  readonly stopped: PromiseWithResolvers<"stopped">;
  hasEnded: boolean;
}

export class Work {
  readonly #container: Body;
  readonly #session: ContainerSession;
  readonly #engine: Engine;
  readonly #member: Member;
  readonly #running = new Set<Running>();
  readonly #isOfficial: boolean;
  /** What runs together: batches, or single inputs. */
  #deliveries = 0;
  #deliveryEnds = Promise.withResolvers<void>();
  /** It asks for nothing more, and is gone once it has answered. */
  #isLeaving = false;
  /** When something ended that nobody wanted any more. */
  #lastUnwantedMs = Number.NEGATIVE_INFINITY;

  constructor(container: Body, session: ContainerSession, engine: Engine, member: Member) {
    this.#container = container;
    this.#session = session;
    this.#engine = engine;
    this.#member = member;
    this.#isOfficial = container.surroundings.random.happens(0.5);
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  /** Whether it runs anything, and all of that is still wanted: then nobody has a reason to kill it. */
  get isWanted(): boolean {
    const isRecent = this.#container.surroundings.clock.nowMs() - this.#lastUnwantedMs < unwantedMs;
    return !this.isIdle && !isRecent && [...this.#running].every(({ attempt }) => !attempt.isTold);
  }

  /** Until the container is to stop. */
  async takeAll(): Promise<void> {
    const { maxConcurrentInputs, batching } = this.#settings;
    const { signal: disconnected } = this.#container.disconnected;
    const isGranted = !this.#isOfficial && batching === undefined;
    if (isGranted) this.#session.grant(maxConcurrentInputs);
    for (;;) {
      if (!isGranted) await this.#offer(maxConcurrentInputs, batching?.maxSize ?? 1);
      if (this.#isLeaving) return;
      const inputs = await this.#session.take(disconnected);
      if (disconnected.aborted) return;
      if (inputs === "stop") break;
      this.#history.attempts.taken(this.#container.containerId, inputs.length, this.#settings);
      const together = batching === undefined ? inputs.map((input) => [input]) : [inputs];
      for (const delivery of together) this.#deliver(delivery, isGranted);
    }
    if (this.isIdle) this.#container.exit({ code: 0 });
  }

  cancel(ref: AttemptRef): void {
    const { random, faults } = this.#container.surroundings;
    for (const { attempt, stopped } of this.#running) {
      if (inputKey(attempt) !== inputKey(ref) || attempt.attempt !== ref.attempt) continue;
      attempt.isTold = true;
      if (!random.happens(faults.ignoresCancellation)) stopped.resolve("stopped");
    }
  }

  /** All that runs is to run elsewhere. */
  async giveBack(): Promise<void> {
    const given = [...this.#running];
    for (const running of given) this.#end(running);
    await this.#session.complete(
      given.map(({ input }) => ({ attempt: input, result: "returned", startedAtMs: 0, finishedAtMs: 0 })),
    );
  }

  /** As the official entrypoint asks, and the door of ours for batches: when there is a free slot. */
  async #offer(deliveriesMax: number, size: number): Promise<void> {
    while (this.#deliveries >= deliveriesMax) {
      this.#deliveryEnds = Promise.withResolvers();
      await this.#deliveryEnds.promise;
    }
    const { random, clock } = this.#container.surroundings;
    if (this.#isOfficial) await clock.sleep(random.between(0, pauseMsMax));
    this.#session.offer(size);
  }

  #deliver(inputs: readonly ClaimedInput[], isGranted: boolean): void {
    if (this.#closed.aborted) return;
    const delivery = inputs.map((input) => this.#begin(input));
    this.#runDelivery(delivery, isGranted).catch(() => this.#container.exit({ code: 1 }));
  }

  async #runDelivery(delivery: readonly Running[], isGranted: boolean): Promise<void> {
    this.#deliveries += 1;
    const code = this.#runCode(delivery);
    await Promise.all(delivery.map((running) => this.#run(running, code, isGranted)));
    this.#deliveries -= 1;
    this.#deliveryEnds.resolve();
  }

  #begin(input: ClaimedInput): Running {
    const plan = planOf(input.payload);
    const running: Running = {
      attempt: this.#history.begins(this.#member, input),
      input,
      plan,
      trouble: this.#nextTrouble(inputKey(input), plan),
      stopped: Promise.withResolvers(),
      hasEnded: false,
    };
    this.#running.add(running);
    return running;
  }

  /** Resolves when the code has run, once for all that were delivered together. */
  async #runCode(delivery: readonly Running[]): Promise<void> {
    const { clock } = this.#container.surroundings;
    if (delivery.some(({ trouble }) => trouble === "hangs")) await new Promise(() => {});
    for (const { plan, input } of delivery)
      if (plan.calls !== undefined) await this.#callAnother(plan.calls, input);
    await clock.sleep(Math.max(...delivery.map(({ plan }) => plan.runMs)));
  }

  async #run(running: Running, code: Promise<void>, isGranted: boolean): Promise<void> {
    const { random, faults, clock } = this.#container.surroundings;
    const startedAtMs = clock.nowMs();
    if (this.#member.resolved.definition.kind === "generator") await this.#yieldSome(running);
    const end = await Promise.race([code, running.stopped.promise]);
    if (running.hasEnded || this.#closed.aborted) return;
    if (random.happens(faults.crashes)) {
      this.#container.crash();
      return;
    }
    if (random.happens(faults.answersTooLate)) {
      this.#container.disconnect();
      await clock.sleep(random.between(1, lateMsMax));
    }
    const isThrowing = running.trouble === "throws" && end !== "stopped";
    if (isThrowing) this.#history.attempts.troubled(inputKey(running.input));
    const result = end === "stopped" ? terminated : isThrowing ? thrown : valueResult(running.input);
    this.#end(running);
    this.#isLeaving ||= this.#isAlone && random.happens(faults.leavesByItself);
    const written = this.#session.complete([
      { attempt: running.input, result, startedAtMs, finishedAtMs: clock.nowMs() },
    ]);
    // Before it is written, as the doors do.
    if (isGranted) this.#session.grant(1);
    else if (this.#isOfficial) this.#session.prepare();
    await written;
    if ((this.#member.isDraining || this.#isLeaving) && this.isIdle) this.#container.exit({ code: 0 });
  }

  /** The first runs throw, the next ones hang, and then all is well. What throws counts once it is told. */
  #nextTrouble(key: string, { throws, hangs }: InputPlan): Running["trouble"] {
    const { attempts } = this.#history;
    const troubles = attempts.troublesOf(key);
    if (troubles < throws) return "throws";
    if (troubles >= throws + hangs) return undefined;
    attempts.troubled(key);
    return "hangs";
  }

  async #yieldSome({ input }: Running): Promise<void> {
    const { clock, random } = this.#container.surroundings;
    for (let index = 1; index <= yieldsOfGenerator; index += 1) {
      await clock.sleep(random.between(1, 10));
      if (this.#closed.aborted) return;
      await this.#session.putChunks(input, [
        { index, payload: { format: "cbor", data: new Uint8Array([index]) } },
      ]);
    }
  }

  /** A function that calls another one waits for it, and asks again where there are too many calls. */
  async #callAnother(tag: string, { callId, index }: ClaimedInput): Promise<void> {
    const { functionOf, random, clock } = this.#container.surroundings;
    const { appId, environmentName } = this.#member.resolved;
    const { containerId } = this.#container;
    const order = {
      callId: random.id("fc"),
      functionId: functionOf(tag),
      type: "unary",
      invocation: "attached",
      parentInput: { callId, index },
      inputs: [{ index: 0, payload: payloadOf({ runMs: 20, throws: 0, hangs: 0 }) }],
    } as const;
    while (!this.#closed.aborted) {
      try {
        const caller = { kind: "container", containerId, appId, environmentName } as const;
        const page = await this.#engine.calls.run(caller, order, this.#closed);
        for (const output of page.outputs) this.#history.answers.read(output);
        return;
      } catch (error) {
        if (!(error instanceof LydianError) || error.retryAfterMs === undefined) throw error;
        await clock.sleep(error.retryAfterMs);
      }
    }
  }

  #end(running: Running): void {
    if (running.hasEnded) return;
    running.hasEnded = true;
    this.#running.delete(running);
    if (running.attempt.isTold) this.#lastUnwantedMs = this.#container.surroundings.clock.nowMs();
    this.#history.ends(this.#member, running.attempt);
  }

  get #history(): History {
    return this.#container.surroundings.history;
  }

  get #settings(): FunctionSettings {
    return this.#member.resolved.settings;
  }

  /** It runs one input, and asks for the next one when that is answered. */
  get #isAlone(): boolean {
    return this.#isOfficial && this.#settings.maxConcurrentInputs === 1;
  }

  get #closed(): AbortSignal {
    return this.#container.closed.signal;
  }
}

const terminated: Result = { status: "terminated" };
const thrown: Result = { status: "failure", exception: "Error: as planned" };

function valueResult({ callId, index }: ClaimedInput): Result {
  return { status: "success", payload: { format: "cbor", data: Buffer.from(valueOf(callId, index)) } };
}
