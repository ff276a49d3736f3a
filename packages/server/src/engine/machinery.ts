/**
 * The engine's parts and how they hear of each other. Verbs are made of them in `create-engine.ts`;
 * here is what happens although nobody asked: an app is published or stopped, a container is lost,
 * an input runs out of time, a server starts or stops.
 */
import type { Blobs } from "../blobs/blobs.ts";
import type { ContainerImages } from "../images/container-images.ts";
import type { ImageBuilder } from "../images/image-builder.ts";
import type { ContainerExit, Launcher } from "../launch/launcher.ts";
import { type App, liveVersion } from "../model/app.ts";
import type { Caller } from "../model/caller.ts";
import type { Environment } from "../model/environment.ts";
import { LydianError } from "../model/error.ts";
import type { AppId, ContainerId, Randomness } from "../model/ids.ts";
import type { InputLimits } from "../model/input-limits.ts";
import type { MachineSize } from "../model/machine.ts";
import type { Meters } from "../meters/meters.ts";
import type { Store } from "../store/store.ts";
import type { Traces } from "../traces/traces.ts";
import { AppLife } from "./apps/app-life.ts";
import { Assignments } from "./containers/assignments.ts";
import { Cancel } from "./calls/cancel.ts";
import { Catalog } from "./catalog/catalog.ts";
import type { Clock } from "./clock.ts";
import { cancelledResult, Complete } from "./calls/complete.ts";
import type { Container } from "./containers/container.ts";
import { ContainerTable } from "./containers/container-table.ts";
import { Deadlines } from "./calls/deadlines.ts";
import { Delayed } from "./calls/delayed.ts";
import { Deploy, functionsOf } from "./apps/deploy.ts";
import type { Apps, Environments, Secrets } from "./engine.ts";
import type { Mounts } from "./mounts/mount-verbs.ts";
import { createEnvironments } from "./access/environments.ts";
import { buildCalls, type CallBuildFunction } from "./images/build-calls.ts";
import { ImageKeeper } from "./images/images.ts";
import { Launching } from "./containers/launching.ts";
import { drainGraceMs, stopGraceMs } from "./limits.ts";
import { LogKeeper } from "./keep/logs.ts";
import { LookUp } from "./catalog/look-up.ts";
import { Insistence } from "./insistence.ts";
import { LoseContainer } from "./containers/lose-container.ts";
import { MountKeeper } from "./mounts/mounts.ts";
import { Outputs } from "./calls/outputs.ts";
import { MachineRoom } from "./containers/machine-room.ts";
import { Pools } from "./containers/pool.ts";
import { Reconcile } from "./containers/reconcile.ts";
import { Retention } from "./keep/retention.ts";
import { Schedules } from "./schedules/schedules.ts";
import { SharedObjects } from "./objects/shared-objects.ts";
import { deleteSecretsOf, SecretVerbs } from "./access/secrets.ts";
import { UnusedFiles } from "./keep/unused-files.ts";
import { stopContainer } from "./containers/stop-container.ts";
import { Submit } from "./calls/submit.ts";
import { Takers } from "./containers/take-inputs.ts";
import { traceOfParent } from "./calls/trace-of-parent.ts";

export interface EngineParts {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly launcher: Launcher;
  readonly images: ContainerImages;
  readonly imageBuilder: ImageBuilder;
  readonly meters: Meters;
  readonly traces: Traces;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** 32 bytes: seals secrets and signs blob paths. */
  readonly masterKey: Uint8Array;
  /** Where people look at an app. */
  readonly appUrl: (app: App) => string;
  /** For the operator: what he should know. */
  readonly announce: (sentence: string) => void;
  /** For the operator: what went wrong although nobody asked. */
  readonly report: (what: string, error: unknown) => void;
}

export interface EngineOptions {
  /** Booted, empty containers that wait for a function. */
  readonly warmContainers: number;
  /** What all containers of this server together may take. */
  readonly machine: MachineSize;
  readonly limits: InputLimits;
  /** Images that are built at once; the others wait. */
  readonly buildsAtOnceMax: number;
  readonly blobBytesMax: number;
}

export class Machinery {
  readonly parts: EngineParts;
  readonly catalog: Catalog;
  readonly table = new ContainerTable();
  readonly environments: Environments;
  readonly secrets: Secrets;
  readonly mounts: Mounts;
  readonly objects: SharedObjects;
  readonly images: ImageKeeper;
  readonly logs: LogKeeper;
  readonly lookUp: LookUp;
  readonly pools: Pools;
  readonly outputs: Outputs;
  readonly complete: Complete;
  readonly cancel: Cancel;
  readonly takers: Takers;
  readonly submit: Submit;
  readonly apps: Apps;
  readonly room: MachineRoom;
  readonly reconcile: Reconcile;
  readonly #launching: Launching;
  readonly #callBuildFunction: CallBuildFunction;
  readonly #insistence: Insistence;
  readonly #loseContainer: LoseContainer;
  readonly #delayed: Delayed;
  readonly #schedules: Schedules;
  readonly #appLife: AppLife;
  readonly #retention: Retention;

  constructor(parts: EngineParts, options: EngineOptions) {
    const { store, blobs, clock, randomness, masterKey, meters, traces } = parts;
    const { calls } = store;
    const { table } = this;
    this.parts = parts;
    this.catalog = new Catalog(store.records);
    this.environments = createEnvironments(this.catalog, clock, randomness, (caller, environment) =>
      this.#emptyEnvironment(caller, environment),
    );
    this.secrets = new SecretVerbs(this.catalog, this.environments, clock, randomness, masterKey);
    this.mounts = new MountKeeper(this.catalog, blobs, clock);
    this.objects = new SharedObjects(store, {
      catalog: this.catalog,
      environments: this.environments,
      clock,
      randomness,
    });
    this.logs = new LogKeeper(store.logs, this.catalog, clock, {
      has: (which) => this.#hasContainer(which),
    });
    const lookUp = new LookUp(this.catalog, this.environments);
    const pools = new Pools((pool) => this.reconcile.request(pool));
    const outputs = new Outputs(calls, clock);
    const delayed = new Delayed(calls, pools, clock);
    const onIdle = (container: Container): void => this.noteIdle(container);
    const complete = new Complete({ calls, pools, outputs, delayed, clock, meters, traces, onIdle });
    const deadlines = new Deadlines(clock, (container, running) =>
      this.#background("time out an input", complete.timeOut(container, running)),
    );
    const takers = new Takers(calls, pools, clock, deadlines, {
      onBusy: (pool) => this.reconcile.request(pool),
      onIdle,
    });
    const { catalog, secrets, mounts } = this;
    this.images = this.#createImages(options.buildsAtOnceMax);
    const assignments = new Assignments({ blobs, catalog, secrets, lookUp, mounts });
    const launching = this.#createLaunching(assignments, options.warmContainers);
    this.lookUp = lookUp;
    this.pools = pools;
    this.outputs = outputs;
    this.complete = complete;
    this.takers = takers;
    this.#delayed = delayed;
    this.#launching = launching;
    this.cancel = new Cancel({ calls, outputs, table, complete, clock, meters });
    const { limits } = options;
    const submitting = { calls, lookUp, pools, takers, outputs, complete, clock, randomness, meters };
    this.submit = new Submit({ ...submitting, limits, traceOf: traceOfParent(table, traces) });
    const insistence = new Insistence(clock, parts.report);
    this.#insistence = insistence;
    this.#loseContainer = new LoseContainer({
      calls,
      pools,
      outputs,
      table,
      clock,
      randomness,
      meters,
      insistence,
    });
    const room = new MachineRoom(table, pools, clock, options.machine);
    this.room = room;
    this.reconcile = new Reconcile({ calls, lookUp, pools, table, launching, room, clock });
    const { cancel, submit } = this;
    this.#schedules = new Schedules({ catalog, lookUp, submit, clock, report: parts.report });
    this.#callBuildFunction = buildCalls({ catalog, mounts, lookUp, submit, outputs, cancel, pools, clock });
    this.#appLife = this.#createAppLife();
    this.apps = this.#appLife.verbs(parts.appUrl);
    this.#retention = this.#createRetention();
  }

  #createImages(buildsAtOnceMax: number): ImageKeeper {
    const { catalog, mounts, secrets } = this;
    const { blobs, clock, randomness, masterKey, imageBuilder, report } = this.parts;
    return new ImageKeeper({
      catalog,
      blobs,
      builder: imageBuilder,
      mounts,
      secrets,
      clock,
      randomness,
      masterKey,
      buildsAtOnceMax,
      report,
      callFunction: (request, build) => this.#callBuildFunction(request, build),
    });
  }

  #createRetention(): Retention {
    const { catalog } = this;
    const { store, blobs, clock, imageBuilder } = this.parts;
    const forgetApps = (beforeMs: number): Promise<void> => this.#appLife.forgetStopped(beforeMs);
    const unused = new UnusedFiles(catalog, imageBuilder, clock);
    const forgetFiles = (): Promise<void> => unused.forget();
    return new Retention({ store, blobs, clock, catalog, forgetApps, forgetFiles });
  }

  #createLaunching(assignments: Assignments, warmContainers: number): Launching {
    const { table } = this;
    const { launcher, images, clock, randomness } = this.parts;
    return new Launching({ launcher, images, assignments, table, clock, randomness }, warmContainers, {
      onGone: (container, exit) => this.#onGone(container, exit),
      onAssigned: () => this.logs.noteContainer(),
      onRawOutput: (container, stream, text) => this.#hear(container, stream, text),
      onStartupTimeout: (container) => refuseToWait(container),
    });
  }

  /** What makes an image writes to the log of its build. */
  #hear(container: Container, stream: "stdout" | "stderr", text: string): void {
    const code = container.function?.definition.code;
    const isBuild = code?.language === "python" && code.buildsImageId !== undefined;
    if (isBuild && code.buildsImageId !== undefined) this.images.hear(code.buildsImageId, text);
    else this.logs.appendRaw(container, stream, text);
  }

  #createAppLife(): AppLife {
    const { catalog, environments, mounts } = this;
    const { clock, randomness } = this.parts;
    const deploy = new Deploy({ catalog, mounts, clock, randomness });
    return new AppLife(
      { catalog, environments, deploy, clock, randomness },
      {
        onPublished: (app) => this.#onPublished(app),
        onStopped: (app) => this.#onStopped(app),
        isBusy: (appId) => this.#isBusy(appId),
      },
    );
  }

  /** Nothing of an earlier server runs any more: what it had handed out runs again. */
  async start(): Promise<void> {
    const { launcher, store, clock } = this.parts;
    await launcher.sweep();
    // Makes the default environment where it is missing, before anybody names or lists it.
    await this.environments.read("");
    await store.calls.releaseAll();
    for (const functionId of await store.calls.waiting()) this.pools.get(functionId).queued();
    await this.#requestMinimums();
    this.#delayed.expect(clock.nowMs());
    await this.#appLife.start();
    await this.objects.start();
    this.#schedules.expect();
    this.#launching.start();
    this.#retention.start();
  }

  async stop(): Promise<void> {
    for (const part of [
      this.#schedules,
      this.submit,
      this.reconcile,
      this.#launching,
      this.#delayed,
      this.#retention,
      this.#appLife,
      this.objects,
      this.#insistence,
    ])
      part.stop();
    const leaving = [...this.table].map(async (container) => {
      stopContainer(container, { graceMs: stopGraceMs, isAbrupt: true }, this.parts.clock);
      await container.process?.exited;
    });
    await Promise.all([...leaving, this.images.stop()]);
    await this.logs.flushed();
  }

  noteIdle(container: Container): void {
    const pool = this.pools.of(container);
    if (container.function !== undefined) this.#appLife.noteIdle(container.function.appId);
    const settings = container.function?.settings.autoscaler;
    if (pool !== undefined && settings !== undefined)
      this.reconcile.noteIdle(pool, settings.scaledownWindowMs);
    this.reconcile.noteRoom();
  }

  /** Functions that keep containers although nobody calls them. */
  async #requestMinimums(): Promise<void> {
    for (const { value: app } of await this.catalog.list("app")) {
      if (app.state === "stopped") continue;
      for (const functionId of Object.values(liveVersion(app)?.functions ?? {})) {
        const resolved = await this.lookUp.resolve(functionId).catch(() => undefined); // its app may be stopped meanwhile
        if ((resolved?.settings.autoscaler.minContainers ?? 0) > 0)
          this.reconcile.request(this.pools.get(functionId));
      }
    }
  }

  /** Functions of the live version scale as it says; containers of earlier ones leave. */
  async #onPublished(app: App): Promise<void> {
    this.lookUp.forget();
    for (const functionId of await functionsOf(this.catalog, app.appId)) {
      const pool = this.pools.find(functionId);
      if (pool !== undefined) pool.failuresInRow = pool.bootsNotBeforeMs = 0;
      const isLive = Object.values(liveVersion(app)?.functions ?? {}).includes(functionId);
      if (pool !== undefined || isLive) this.reconcile.request(pool ?? this.pools.get(functionId));
    }
    this.#schedules.expect();
    await this.#expectCalls(app);
  }

  /** What was just published is called soon, as a rule. */
  async #expectCalls(app: App): Promise<void> {
    const [functionId] = Object.values(liveVersion(app)?.functions ?? {});
    if (functionId !== undefined) this.#launching.expect(await this.lookUp.resolve(functionId));
  }

  async #onStopped(app: App): Promise<void> {
    this.lookUp.forget();
    for (const functionId of await functionsOf(this.catalog, app.appId)) {
      await this.cancel.cancel({ functionId }, cancelledResult("app"), { terminateContainers: false });
      for (const container of this.pools.find(functionId)?.containers ?? []) {
        stopContainer(container, { graceMs: drainGraceMs, isAbrupt: true }, this.parts.clock);
      }
    }
    this.logs.noteEnding();
    await this.objects.deleteOf({ appId: app.appId });
  }

  async #isBusy(appId: AppId): Promise<boolean> {
    for (const functionId of await functionsOf(this.catalog, appId)) {
      const { queued, claimed, delayed } = await this.parts.store.calls.count(functionId);
      if (queued + claimed + delayed > 0) return true;
    }
    return false;
  }

  async #emptyEnvironment(caller: Caller, environment: Environment): Promise<void> {
    for (const app of await this.apps.list(environment.name)) await this.apps.stop(caller, app.appId);
    await deleteSecretsOf(caller, this.secrets, this.catalog, { environmentName: environment.name });
    await this.objects.deleteOf({ environmentId: environment.environmentId });
  }

  #onGone(container: Container, exit: ContainerExit | LydianError): void {
    this.#launching.forget(container);
    if (exit instanceof LydianError) this.parts.report("start a container", exit);
    this.#background("lose a container", this.#loseContainer.lose(container, exit));
    this.reconcile.noteRoom();
    this.logs.noteGone(container);
  }

  #hasContainer(which: { readonly appId: AppId } | { readonly containerId: ContainerId }): boolean {
    return "containerId" in which
      ? this.table.find(which.containerId) !== undefined
      : [...this.table].some((container) => container.function?.appId === which.appId);
  }

  #background(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.parts.report(what, error));
  }
}

function refuseToWait(container: Container): void {
  const seconds = (container.function?.settings.startupTimeoutMs ?? 0) / 1_000;
  container.bootFailure = {
    status: "init-failure",
    exception: `ContainerStartError: the container was not ready within ${seconds} s`,
  };
  container.process?.kill();
}
