/**
 * The real engine on a real store in simulated time, with containers that do what a test tells them:
 * each is a peer that speaks to the engine through its session, as a door does for a real one.
 */
import { PassThrough } from "node:stream";
import type { ContainerExit, LaunchedContainer, Launcher, LaunchSpec } from "../launch/launcher.ts";
import type { AttemptRef, ClaimedInput, Output } from "../model/call.ts";
import type { Caller } from "../model/caller.ts";
import type { FunctionDefinition } from "../model/definition.ts";
import type { AppId, FunctionId } from "../model/ids.ts";
import type { MachineSize } from "../model/machine.ts";
import type { Result } from "../model/result.ts";
import { noMeters } from "../meters/meters.ts";
import { noTraces } from "../traces/traces.ts";
import { inputLimitDefaults, type InputLimits } from "../model/input-limits.ts";
import { type FunctionSettings, settingsDefaults } from "../model/settings.ts";
import { FakeBuilder, fakeImages } from "../sim/fake-images.ts";
import { memoryBlobs } from "../sim/memory-blobs.ts";
import { SeededRandomness } from "../sim/seeded-randomness.ts";
import { VirtualClock } from "../sim/virtual-clock.ts";
import { openInlineStore } from "../store/sqlite/open-store.ts";
import { createEngine, type StartableEngine } from "./create-engine.ts";
import type { Assignment, ContainerSession, StopOrder } from "./containers/container-verbs.ts";

export const client: Caller = { kind: "client", tokenId: "ak-test", username: "tester" };

/** A container as a test sees it: booted and waiting for orders. */
export class TestContainer implements LaunchedContainer {
  readonly containerId: LaunchSpec["containerId"];
  readonly spec: LaunchSpec;
  readonly pid = 0;
  readonly scratch = "";
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly exited: Promise<ContainerExit>;
  readonly #exit: (exit: ContainerExit) => void;
  readonly #closed = new AbortController();
  session: ContainerSession | undefined;
  assignment: Assignment | undefined;
  readonly taken: ClaimedInput[] = [];
  readonly cancelled: AttemptRef[] = [];
  isKilled = false;
  isStopped = false;

  constructor(spec: LaunchSpec) {
    this.spec = spec;
    this.containerId = spec.containerId;
    const { promise, resolve } = Promise.withResolvers<ContainerExit>();
    this.exited = promise;
    this.#exit = resolve;
  }

  limit(): Promise<void> {
    return Promise.resolve();
  }

  kill(): void {
    this.isKilled = true;
    this.exit({ signal: "SIGKILL" });
  }

  exit(exit: ContainerExit): void {
    this.#closed.abort();
    this.#exit(exit);
  }

  /** Connects, and waits for its function. */
  async connect(engine: StartableEngine): Promise<void> {
    this.session = engine.containers.attach(this.containerId);
    this.assignment = await this.session.assignment(this.#closed.signal);
  }

  /** Becomes ready and takes inputs with this many slots; none is ever finished by itself. */
  serve(slots: number): void {
    const { session } = this;
    if (session === undefined) throw new Error("Connect the container first");
    session.ready();
    session.grant(slots);
    void this.#take(session);
    void this.#hearCancellations(session);
  }

  /** The last order to stop that it was given. */
  async stopOrder(): Promise<StopOrder | undefined> {
    return this.session?.stopOrder(this.#closed.signal);
  }

  async finish(input: AttemptRef, result: Result | "returned"): Promise<void> {
    await this.session?.complete([{ attempt: input, result, startedAtMs: 0, finishedAtMs: 0 }]);
  }

  async #take(session: ContainerSession): Promise<void> {
    for (;;) {
      const inputs = await session.take(this.#closed.signal);
      if (this.#closed.signal.aborted) return;
      if (inputs === "stop") {
        this.isStopped = true;
        return;
      }
      this.taken.push(...inputs);
    }
  }

  async #hearCancellations(session: ContainerSession): Promise<void> {
    while (!this.#closed.signal.aborted)
      this.cancelled.push(...(await session.cancellations(this.#closed.signal)));
  }
}

export class TestWorld {
  readonly clock = new VirtualClock();
  readonly containers: TestContainer[] = [];
  readonly announcements: string[] = [];
  readonly reports: string[] = [];
  readonly engine: StartableEngine;
  readonly builder: FakeBuilder;
  readonly blobs: ReturnType<typeof memoryBlobs>;
  readonly store: ReturnType<typeof openInlineStore>;
  appId: AppId = "ap-none";
  #launchFails: Error | undefined;

  /** `after`: a server that was killed, whose store, blobs and images this one finds. */
  constructor(
    options: {
      readonly machine?: Partial<MachineSize>;
      readonly limits?: Partial<InputLimits>;
      readonly builder?: FakeBuilder;
      readonly after?: TestWorld;
      /** What the master key is filled with. */
      readonly masterKey?: number;
    } = {},
  ) {
    const { after } = options;
    this.builder = options.builder ?? after?.builder ?? new FakeBuilder();
    this.blobs = after?.blobs ?? memoryBlobs();
    this.store = after?.store ?? openInlineStore();
    const launcher: Launcher = {
      name: "process",
      isolation: { stops: [], doesNotStop: [], limits: { memory: "none", cpu: "none" } },
      launch: async (spec) => {
        if (this.#launchFails !== undefined) throw this.#launchFails;
        const container = new TestContainer(spec);
        this.containers.push(container);
        return container;
      },
      sweep: () => Promise.resolve(0),
    };
    this.engine = createEngine(
      {
        store: this.store,
        blobs: this.blobs,
        launcher,
        images: fakeImages("/socket"),
        meters: noMeters,
        traces: noTraces,
        imageBuilder: this.builder,
        clock: this.clock,
        randomness: new SeededRandomness(1),
        masterKey: new Uint8Array(32).fill(options.masterKey ?? 7),
        appUrl: (app) => `http://test/${app.appId}`,
        announce: (sentence) => this.announcements.push(sentence),
        report: (what, error) => this.reports.push(`${what}: ${String(error)}`),
      },
      {
        warmContainers: 0,
        limits: { ...inputLimitDefaults, ...options.limits },
        machine: { cpuMilli: 10_000, memoryMiB: 10_000, containers: 10, ...options.machine },
        buildsAtOnceMax: 2,
        blobBytesMax: 1_000_000,
      },
    );
  }

  failLaunches(error: Error | undefined): void {
    this.#launchFails = error;
  }

  /** Lets everything happen that can, within this much simulated time. */
  async pass(forMs = 10): Promise<void> {
    await this.clock.run(() => false, forMs);
  }

  /** Waits for work while time passes; what takes longer than `forMs` of it is a failure. */
  async during<T>(work: Promise<T>, forMs = 60_000): Promise<T> {
    let outcome: { value: T } | { error: unknown } | undefined;
    work.then(
      (value) => (outcome = { value }),
      (error: unknown) => (outcome = { error }),
    );
    await this.clock.run(() => outcome !== undefined, forMs);
    if (outcome === undefined) throw new Error(`Nothing came of it in ${forMs} ms`);
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  }

  /** Deploys functions by tag; the same name again makes the next version. */
  async deploy(
    functions: Readonly<Record<string, Partial<FunctionSettings>>>,
    name = "app",
  ): Promise<Record<string, FunctionId>> {
    const { engine } = this;
    const found = await this.during(engine.apps.findByName(name, ""));
    const app =
      found.app ??
      (await this.during(engine.apps.create(client, { name, environmentName: "", state: "initializing" })));
    this.appId = app.appId;
    const ids: Record<string, FunctionId> = {};
    const definitions: Record<string, string> = {};
    for (const [tag, settings] of Object.entries(functions)) {
      const functionId = await this.during(engine.apps.reserveFunction(app.appId, tag));
      ids[tag] = functionId;
      definitions[functionId] = await this.during(
        engine.apps.defineFunction(app.appId, functionId, await this.definition(tag, settings)),
      );
    }
    await this.during(
      engine.apps.publish(client, {
        appId: app.appId,
        name,
        state: "deployed",
        functions: ids,
        classes: {},
        definitions,
        tag: "",
        clientVersion: "",
      }),
    );
    return ids;
  }

  async definition(tag: string, settings: Partial<FunctionSettings>): Promise<FunctionDefinition> {
    const { sha256 } = await this.blobs.write(Buffer.from(`code of ${tag}`), { bytesMax: 1_000 });
    return {
      tag,
      kind: tag.endsWith(".*") ? "class" : "function",
      code: { language: "typescript", bundleBlobId: `bl-${sha256}` },
      methods: tag.endsWith(".*") ? { foo: { kind: "function" } } : {},
      parameters: tag.endsWith(".*")
        ? [
            { name: "b", type: "int", default: 1n },
            { name: "a", type: "string" },
          ]
        : [],
      settings: { ...settingsDefaults, ...settings },
      inputFormats: ["cbor"],
      outputFormats: ["cbor"],
      wire: new Uint8Array(),
    };
  }

  /** Calls without waiting for the answer. */
  async call(
    functionId: string | undefined,
    invocation: "attached" | "detached" = "detached",
  ): Promise<string> {
    const { callId } = await this.during(
      this.engine.calls.open(client, {
        functionId: functionId ?? "",
        type: "unary",
        invocation,
        inputs: [{ index: 0, payload: { format: "cbor", data: new Uint8Array([0x80]) } }],
      }),
    );
    return callId;
  }

  /** The only output of a call, if it is there already. */
  async output(callId: string): Promise<Output | undefined> {
    const page = await this.during(
      this.engine.calls.awaitOutputs(callId, { after: 0, limit: 2, timeoutMs: 0 }),
    );
    return page.outputs[0];
  }

  /** The next container that is launched, connected and given its function. */
  async nextContainer(at = this.containers.length): Promise<TestContainer> {
    await this.clock.run(() => this.containers.length > at, 60_000);
    const container = this.containers[at];
    if (container === undefined) throw new Error("No container was launched");
    await this.during(container.connect(this.engine));
    return container;
  }
}

export const done: Result = { status: "success", payload: { format: "cbor", data: new Uint8Array([0xf6]) } };
export const failed: Result = { status: "failure", exception: "Error: no" };
