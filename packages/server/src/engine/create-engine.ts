/** Puts the verbs together. The only file of this room that knows all of them. */
import type { Blobs } from "../blobs/blobs.ts";
import type { Launcher } from "../launch/launcher.ts";
import { type App, liveVersion } from "../model/app.ts";
import { LydianError } from "../model/error.ts";
import type { AppId, CallId, Randomness } from "../model/ids.ts";
import type { Store } from "../store/store.ts";
import { createAccess, type IssuedToken, issueToken } from "./access.ts";
import { AppLife } from "./apps.ts";
import { Assignments } from "./assignments.ts";
import { bind } from "./bind.ts";
import { createBlobPaths } from "./blob-paths.ts";
import { cancel } from "./cancel.ts";
import { Catalog } from "./catalog.ts";
import type { Clock } from "./clock.ts";
import { cancelledResult, Complete } from "./complete.ts";
import type { Container } from "./container.ts";
import { ContainerTable } from "./container-table.ts";
import { Deadlines } from "./deadlines.ts";
import { Delayed } from "./delayed.ts";
import { Deploy, functionsOf } from "./deploy.ts";
import type { Engine } from "./engine.ts";
import { createEnvironments } from "./environments.ts";
import { type ContainerImage, Launching } from "./launching.ts";
import { stopGraceMs } from "./limits.ts";
import { createLogs, soleInput } from "./logs.ts";
import { LookUp } from "./look-up.ts";
import { LoseContainer } from "./lose-container.ts";
import { Outputs, unknownCall } from "./outputs.ts";
import { Pools } from "./pool.ts";
import { Reconcile } from "./reconcile.ts";
import { Retention } from "./retention.ts";
import { createSecrets, deleteSecretsOf } from "./secrets.ts";
import { attachSession } from "./session.ts";
import { stats } from "./stats.ts";
import { drain, stopContainer } from "./stop-container.ts";
import { Submit } from "./submit.ts";
import { Takers } from "./take-inputs.ts";
import { updateAutoscaler } from "./update-autoscaler.ts";

export interface EngineParts {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly launcher: Launcher;
  readonly image: ContainerImage;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** 32 bytes: seals secrets and signs blob paths. */
  readonly masterKey: Uint8Array;
  /** Where people look at an app. */
  readonly appUrl: (app: App) => string;
  /** For the operator: what went wrong although nobody asked. */
  readonly report: (message: string, error: unknown) => void;
}

export interface EngineOptions {
  /** Booted, empty containers that wait for a function. */
  readonly warmContainers: number;
  /** All containers of this server together. */
  readonly containersMax: number;
  readonly blobBytesMax: number;
}

/** The engine, begun: what an earlier server left unfinished runs again. */
export async function createEngine(parts: EngineParts, options: EngineOptions): Promise<Engine & { issueToken(username: string): Promise<IssuedToken> }> {
  const { store, blobs, launcher, clock, randomness, masterKey } = parts;
  const { calls } = store;
  const background = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => parts.report(what, error));
  };

  const catalog = new Catalog(store.records);
  const table = new ContainerTable();
  const environments = createEnvironments(catalog, clock, randomness, async (caller, environment) => {
    for (const app of await apps.list(environment.name)) await apps.stop(caller, app.appId);
    await deleteSecretsOf(caller, secrets, catalog, { environmentName: environment.name });
  });
  const secrets = createSecrets(catalog, environments, clock, randomness, masterKey);
  const lookUp = new LookUp(catalog, environments);
  const pools = new Pools((pool) => reconcile.request(pool));
  const outputs = new Outputs(calls, clock);
  const delayed = new Delayed(calls, pools, clock);
  const deadlines = new Deadlines(clock, (container, running) => background("time out an input", complete.timeOut(container, running)));
  const complete = new Complete(calls, outputs, delayed, clock, noteIdle);
  const takers = new Takers(calls, clock, deadlines, (pool) => reconcile.request(pool));
  const submit = new Submit(calls, lookUp, pools, takers, outputs, clock, randomness);
  const logs = createLogs(store.logs, catalog, clock);
  const loseContainer = new LoseContainer(calls, outputs, table, clock, randomness);
  const assignments = new Assignments(blobs, catalog, secrets);
  const launching = new Launching({ launcher, image: parts.image, assignments, table, clock, randomness }, options.warmContainers, {
    onGone(container, exit) {
      launching.forget(container);
      if (container.pool === undefined && exit instanceof LydianError) parts.report("start a pooled container", exit);
      background("lose a container", loseContainer.lose(container, exit));
    },
    onRawOutput(container, stream, text) {
      logs.append(container, { stream, text, atMs: clock.nowMs(), ...soleInput(container) });
    },
    onStartupTimeout(container) {
      const seconds = (container.function?.settings.startupTimeoutMs ?? 0) / 1_000;
      container.bootFailure = { status: "init-failure", exception: `ContainerStartError: the container was not ready within ${seconds} s` };
      container.process?.kill();
    },
  });
  const reconcile = new Reconcile({ calls, lookUp, pools, table, launching, clock }, options.containersMax);
  const deploy = new Deploy(catalog, clock, randomness);
  const appLife = new AppLife(catalog, environments, clock, randomness, { onPublished, onStopped });
  const apps = appLife.verbs(deploy, parts.appUrl);
  const retention = new Retention(store, clock);

  function noteIdle(container: Container): void {
    const settings = container.function?.settings.autoscaler;
    if (container.pool !== undefined && settings !== undefined) reconcile.noteIdle(container.pool, settings.scaledownWindowMs);
  }

  /** Functions of the live version scale as it says; containers of earlier ones leave. */
  async function onPublished(app: App): Promise<void> {
    lookUp.forget();
    for (const functionId of await functionsOf(catalog, app.appId)) {
      const pool = pools.find(functionId);
      const isLive = Object.values(liveVersion(app)?.functions ?? {}).includes(functionId);
      if (pool !== undefined) pool.failuresInRow = pool.bootsNotBeforeMs = 0;
      if (pool !== undefined || isLive) reconcile.request(pool ?? pools.get(functionId));
    }
  }

  async function onStopped(app: App): Promise<void> {
    lookUp.forget();
    for (const functionId of await functionsOf(catalog, app.appId)) {
      await cancel(calls, outputs, table, complete, clock, { functionId }, cancelledResult(undefined), { terminateContainers: false });
      for (const container of pools.find(functionId)?.containers ?? []) stopContainer(container, { graceMs: stopGraceMs, isAbrupt: true }, clock);
    }
  }

  /** Nothing of an earlier server runs any more: what it had handed out runs again. */
  async function begin(): Promise<void> {
    await launcher.sweep();
    await calls.releaseAll();
    const waiting = new Set(await calls.waiting());
    for (const { value: app } of await catalog.list("app")) {
      if (app.state === "stopped") continue;
      for (const functionId of Object.values(liveVersion(app)?.functions ?? {})) {
        const resolved = await lookUp.resolve(functionId).catch(() => undefined);
        if ((resolved?.settings.autoscaler.minContainers ?? 0) > 0) waiting.add(functionId);
      }
    }
    for (const functionId of waiting) pools.get(functionId).queued();
    delayed.expect(clock.nowMs());
    await appLife.start();
    launching.start();
    retention.start();
  }

  async function stop(): Promise<void> {
    submit.stop();
    reconcile.stop();
    launching.stop();
    delayed.stop();
    retention.stop();
    appLife.stop();
    const leaving = [...table].map(async (container) => {
      stopContainer(container, { graceMs: stopGraceMs, isAbrupt: true }, clock);
      await container.process?.exited;
    });
    await Promise.all(leaving);
    await logs.flushed();
  }

  await begin();
  return {
    access: createAccess(catalog, table),
    apps,
    environments,
    secrets,
    logs,
    blobs: createBlobPaths(blobs, clock, masterKey, options.blobBytesMax),
    functions: {
      lookUp: (request) => lookUp.lookUp(request),
      resolve: (functionId) => lookUp.resolve(functionId),
      lookUpClass: (request) => lookUp.lookUpClass(request),
      bind: (functionId, parameters, overrides) => bind(catalog, lookUp, functionId, parameters, overrides),
      async updateAutoscaler(functionId, changes) {
        const settings = await updateAutoscaler(catalog, lookUp, functionId, changes);
        reconcile.request(pools.get((await lookUp.resolve(functionId)).functionId));
        return settings;
      },
      stats: async (functionId) => stats(calls, await lookUp.resolve(functionId), pools),
    },
    calls: {
      open: (caller, request) => submit.open(caller, request),
      run: (caller, request, signal) => submit.run(caller, request, signal),
      put: (caller, callId, inputs, { isRepeat = false } = {}) => submit.put(caller, callId, inputs, isRepeat),
      finishInputs: (caller, callId, count) => submit.finishInputs(caller, callId, count),
      awaitOutputs: (callId, awaiting) => outputs.await(asCallId(callId), awaiting),
      awaitChunks: (input, awaiting) => outputs.awaitChunks({ callId: asCallId(input.callId), index: input.index }, awaiting),
      async cancel(_caller, callId, { terminateContainers }) {
        const status = await calls.read(asCallId(callId));
        if (status === undefined) throw unknownCall(callId);
        const what = { callId: status.call.callId };
        await cancel(calls, outputs, table, complete, clock, what, cancelledResult({ callId: what.callId, index: 0 }), { terminateContainers });
      },
      async read(callId) {
        const status = await calls.read(asCallId(callId));
        if (status === undefined) throw unknownCall(callId);
        return status;
      },
      async graph(callId) {
        const graph = await calls.readGraph(asCallId(callId), graphInputsMax);
        if (graph === "unknown-call") throw unknownCall(callId);
        return graph;
      },
    },
    containers: {
      attach(containerId) {
        const container = table.find(containerId);
        if (container === undefined) throw new LydianError("not-found", `Container "${containerId}" does not exist`);
        const onReady = (ready: Container): void => {
          noteIdle(ready);
          if (ready.pool !== undefined) reconcile.request(ready.pool);
        };
        return attachSession(container, { calls, takers, complete, outputs, logs, clock, onReady });
      },
      list: (filter) => listContainers(table, filter),
      async stop(containerId, { isGraceful }) {
        const container = table.find(containerId);
        if (container === undefined) throw new LydianError("not-found", `Container "${containerId}" does not exist, or is gone`);
        if (isGraceful) drain(container, clock);
        else container.process?.kill();
      },
    },
    issueToken: (username) => issueToken(catalog, clock, randomness, username),
    stop,
  };

  function asCallId(text: string): CallId {
    if (text.startsWith("fc-")) return text as CallId; // its prefix says so
    throw new LydianError("invalid-argument", `"${text}" is not the id of a function call`);
  }
}

/** How much of a call graph is told. */
const graphInputsMax = 5_000;

function listContainers(
  table: ContainerTable,
  filter: { readonly environmentName?: string; readonly appId?: AppId },
): ReturnType<Engine["containers"]["list"]> {
  const fits = (container: Container): boolean =>
    (filter.appId === undefined || container.function?.appId === filter.appId) &&
    (filter.environmentName === undefined || container.function?.environmentName === filter.environmentName);
  return [...table].filter(fits).flatMap((container) => container.describe() ?? []);
}
