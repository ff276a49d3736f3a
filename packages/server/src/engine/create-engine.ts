/** Makes the verbs of `engine.ts` out of the machinery. */
import { LydianError } from "../model/error.ts";
import type { AppId, CallId, ContainerId } from "../model/ids.ts";
import { createAccess, type IssuedToken, issueToken } from "./access/access.ts";
import { bind } from "./catalog/bind.ts";
import { createBlobPaths } from "./keep/blob-paths.ts";
import { SignInVerbs } from "./access/sign-ins.ts";
import { cancelledResult } from "./calls/complete.ts";
import type { Container } from "./containers/container.ts";
import type { CallVerbs, Engine, Functions } from "./engine.ts";
import type { Containers } from "./containers/container-verbs.ts";
import { type EngineOptions, type EngineParts, Machinery } from "./machinery.ts";
import { unknownCall } from "./calls/outputs.ts";
import { loads } from "./calls/loads.ts";
import { awaitProgress } from "./calls/progress.ts";
import { retryFailed } from "./calls/retry-failed.ts";
import { attachSession } from "./containers/session.ts";
import { pastContainer } from "./containers/past-container.ts";
import { stats } from "./calls/stats.ts";
import { drain, stopContainer } from "./containers/stop-container.ts";
import { drainGraceMs } from "./limits.ts";
import { updateAutoscaler } from "./catalog/update-autoscaler.ts";

export type { EngineOptions, EngineParts } from "./machinery.ts";

export interface StartableEngine extends Engine {
  /**
   * Takes up what an earlier server left unfinished, and fills the pool of containers: these must be
   * able to connect by now, clients not yet.
   */
  start(): Promise<void>;
  issueToken(username: string): Promise<IssuedToken>;
}

/** How much of a call graph is told. */
const graphInputsMax = 5_000;

export function createEngine(parts: EngineParts, options: EngineOptions): StartableEngine {
  const machinery = new Machinery(parts, options);
  const { catalog, table, apps, environments, secrets, logs, mounts, images } = machinery;
  const { clock, randomness } = parts;
  return {
    access: createAccess(catalog, table, clock),
    signIns: new SignInVerbs({
      clock,
      randomness,
      issueToken: (username, lifetimeMs) => issueToken(catalog, clock, randomness, username, lifetimeMs),
      announce: parts.announce,
    }),
    apps,
    environments,
    secrets,
    dicts: machinery.objects.dicts,
    queues: machinery.objects.queues,
    volumes: machinery.objects.volumes,
    logs,
    mounts,
    images,
    blobs: createBlobPaths(parts.blobs, clock, parts.masterKey, options.blobBytesMax),
    functions: functionVerbs(machinery),
    calls: callVerbs(machinery),
    containers: containerVerbs(machinery),
    issueToken: (username) => issueToken(catalog, clock, randomness, username),
    start: () => machinery.start(),
    stop: () => machinery.stop(),
  };
}

function functionVerbs({ parts, catalog, lookUp, pools, reconcile }: Machinery): Functions {
  return {
    lookUp: (request) => lookUp.lookUp(request),
    resolve: (functionId) => lookUp.resolve(functionId),
    lookUpClass: (request) => lookUp.lookUpClass(request),
    bind: (functionId, parameters, overrides) => bind(catalog, lookUp, functionId, parameters, overrides),
    async updateAutoscaler(functionId, changes) {
      const settings = await updateAutoscaler(catalog, lookUp, functionId, changes);
      reconcile.request(pools.get((await lookUp.resolve(functionId)).functionId));
      return settings;
    },
    peek: (functionId) => lookUp.peek(functionId),
    loads: () => loads(parts.store.calls, pools),
    stats: async (functionId) => stats(parts.store.calls, await lookUp.resolve(functionId), pools),
  };
}

function callVerbs({ parts, submit, outputs, cancel, pools }: Machinery): CallVerbs {
  const { calls } = parts.store;
  async function read(callId: string): ReturnType<CallVerbs["read"]> {
    const status = await calls.read(asCallId(callId));
    if (status === undefined) throw unknownCall(callId);
    return status;
  }
  return {
    open: (caller, request) => submit.open(caller, request),
    run: (caller, request, signal) => submit.run(caller, request, signal),
    put: (caller, callId, inputs, { isRepeat = false } = {}) => submit.put(caller, callId, inputs, isRepeat),
    finishInputs: (caller, callId, count) => submit.finishInputs(caller, callId, count),
    awaitOutputs: (callId, options) => outputs.await(asCallId(callId), options),
    awaitChunks: (input, options) =>
      outputs.awaitChunks({ callId: asCallId(input.callId), index: input.index }, options),
    async cancel(_caller, callId, options) {
      const { call, inputs } = await read(callId);
      const { index } = options;
      if (index === undefined)
        return cancel.cancel({ callId: call.callId }, cancelledResult("call"), options);
      if (index >= inputs)
        throw new LydianError("not-found", `Call "${callId}" has no input ${index}: it has ${inputs}`);
      await cancel.cancelInput({ callId: call.callId, index }, cancelledResult("input"), options);
    },
    read,
    awaitProgress: (callId, seen, options) =>
      awaitProgress({ calls, outputs, clock: parts.clock }, asCallId(callId), seen, options),
    retryFailed: (_caller, callId) => retryFailed({ calls, outputs, pools }, asCallId(callId)),
    async graph(callId) {
      const graph = await calls.readGraph(asCallId(callId), graphInputsMax);
      if (graph === "unknown-call") throw unknownCall(callId);
      return graph;
    },
    async explain(callId, options) {
      const inputs = await calls.explain(asCallId(callId), options);
      if (inputs === "unknown-call") throw unknownCall(callId);
      return inputs;
    },
  };
}

function containerVerbs(machinery: Machinery): Containers {
  const { parts, table, takers, complete, outputs, logs } = machinery;
  const { clock, store } = parts;
  function find(containerId: string): Container {
    const container = table.find(containerId);
    if (container !== undefined) return container;
    throw new LydianError("not-found", `Container "${containerId}" does not exist, or is gone`);
  }
  function onReady(container: Container): void {
    machinery.noteIdle(container);
    logs.noteContainer();
    const pool = machinery.pools.of(container);
    if (pool === undefined) return;
    const startupMs = clock.nowMs() - container.enqueuedAtMs;
    pool.startupMs.add(startupMs);
    parts.meters.started(pool.functionId, startupMs);
    machinery.reconcile.request(pool);
  }
  return {
    machine: machinery.room.size,
    attach: (containerId) =>
      attachSession(find(containerId), {
        calls: store.calls,
        takers,
        complete,
        outputs,
        logs,
        traces: parts.traces,
        clock,
        onReady,
      }),
    list({ appId, environmentName }) {
      const fits = (container: Container): boolean => isOf(container, appId, environmentName);
      return [...table].filter(fits).flatMap((container) => container.describe() ?? []);
    },
    async read(containerId) {
      const running = table.find(containerId)?.describe();
      if (running !== undefined) return running;
      const past = await pastContainer(store.logs, containerId as ContainerId); // what is no id matches none
      if (past !== undefined) return past;
      throw new LydianError("not-found", `Container "${containerId}" is not there, and has left no logs`);
    },
    async stop(containerId, { isGraceful }) {
      const container = find(containerId);
      if (isGraceful) drain(container, clock);
      // It has nothing yet that it could give back or leave in order.
      else if (container.phase === "booting") container.process?.kill();
      else stopContainer(container, { graceMs: drainGraceMs, isAbrupt: true }, clock);
    },
  };
}

function isOf(
  { function: resolved }: Container,
  appId: AppId | undefined,
  environmentName: string | undefined,
): boolean {
  return (
    (appId === undefined || resolved?.appId === appId) &&
    (environmentName === undefined || resolved?.environmentName === environmentName)
  );
}

function asCallId(text: string): CallId {
  if (text.startsWith("fc-")) return text as CallId; // its prefix says so
  throw new LydianError("invalid-argument", `"${text}" is not the id of a function call`);
}
