/**
 * Bugs that are put into the ports by hand, one for each kind of invariant: a simulation that does not find them
 * shows nothing where it finds none.
 */
import type { App } from "../model/app.ts";
import { liveVersion } from "../model/app.ts";
import type { Engine } from "../engine/engine.ts";
import type { Calls } from "../store/calls.ts";
import type { Store } from "../store/store.ts";
import { overlaid } from "./overlay.ts";
import type { Sabotage } from "./server.ts";

export interface PlantedBug {
  readonly name: string;
  /** The invariant that it breaks. */
  readonly breaks: string;
  readonly sabotage: Sabotage;
}

const never = new Promise<never>(() => {});

export const plantedBugs: readonly PlantedBug[] = [
  { name: "a store without its attempt fence", breaks: "H2", sabotage: { unsafeWithoutFence: true } },
  inCalls("a store that keeps all inputs of a put but the last", "H1", (calls) => ({
    append: async (callId, inputs, options) => {
      const outcome = await calls.append(callId, inputs.slice(0, -1), options);
      return outcome.kind === "appended" ? { ...outcome, isNew: [...outcome.isNew, true] } : outcome;
    },
  })),
  inCalls("outputs that get each other's values", "H3", (calls) => ({
    readOutputs: async (callId, options) => {
      const page = await calls.readOutputs(callId, options);
      if (page === "unknown-call") return page;
      const [first] = page.outputs;
      return {
        ...page,
        outputs: page.outputs.map((one) => ({ ...one, result: first?.result ?? one.result })),
      };
    },
  })),
  inCalls("a cancel that forgets what runs", "H4", (calls) => ({
    cancel: async (...args) => {
      const finished = await calls.cancel(...args);
      return finished.map(({ output, functionId }) => ({ output, functionId }));
    },
  })),
  inCalls("claims of more inputs than there is room for", "H5", (calls) => ({
    claim: (functionId, containerId, limit) => calls.claim(functionId, containerId, limit + 1),
  })),
  inCalls("yields that get lost", "H6", (calls) => ({
    appendChunks: (containerId, attempt, chunks) =>
      calls.appendChunks(
        containerId,
        attempt,
        chunks.filter(({ index }) => index !== 2),
      ),
  })),
  inCalls("a lost container that takes what others run with it", "H7", (calls) => ({
    release: async (containerId) => {
      const released = await calls.release(containerId);
      await calls.releaseAll();
      return released;
    },
  })),
  inCalls("retries that do not wait", "H8", (calls) => ({
    complete: (containerId, completions, durability) =>
      calls.complete(
        containerId,
        completions.map((one) => (one.kind === "retry" ? { ...one, readyAtMs: 0 } : one)),
        durability,
      ),
  })),
  inCalls("failures that are taken for timeouts", "H9", (calls) => ({
    complete: (containerId, completions, durability) =>
      calls.complete(
        containerId,
        completions.map((one) =>
          one.kind === "finish" && one.result.status === "failure"
            ? { ...one, result: { ...one.result, status: "timeout" } }
            : one,
        ),
        durability,
      ),
  })),
  inCalls("batches above their maximum", "H10", (calls) => ({
    claim: (functionId, containerId, limit) =>
      calls.claim(functionId, containerId, limit > 1 ? limit + 1 : limit),
  })),
  inCalls("a schedule that calls once more", "H11", (calls) => ({
    open: async (call, inputs, options) => {
      const outcome = await calls.open(call, inputs, options);
      if (options.flow !== undefined || call.invocation === "attached") return outcome;
      return calls.open({ ...call, callId: `${call.callId}again` }, inputs, options);
    },
  })),
  inRecords("overrides of the autoscaler that are not kept", "H12", (kind) => kind === "autoscaler"),
  inEngine("a server that never lets anything finish", "H13", ({ containers }) => ({
    containers: overlaid(containers, {
      attach: (containerId) => {
        const session = containers.attach(containerId);
        return overlaid(session, {
          stopOrder: async (signal) => {
            const order = await session.stopOrder(signal);
            return order && { ...order, isAbrupt: true };
          },
        });
      },
    }),
  })),
  inEngine("a rollback that says that it is done", "H14", ({ apps }) => ({
    apps: overlaid(apps, { rollback: async (_caller, appId) => withOneMore(await apps.read(appId)) }),
  })),
  inEngine("an app that only says that it is stopped", "H15", ({ apps }) => ({
    apps: overlaid(apps, { stop: () => Promise.resolve(), disconnect: () => Promise.resolve() }),
  })),
  inEngine("stats that count one too many", "H16", ({ functions }) => ({
    functions: overlaid(functions, {
      stats: async (functionId) => {
        const stats = await functions.stats(functionId);
        return { ...stats, backlog: stats.backlog + 1 };
      },
    }),
  })),
  onDisk("a queue in which single calls of all clients wait for each other", "H17", (calls) => ({
    open: (call, inputs, options) =>
      calls.open(call, inputs, call.type === "map" ? options : { ...options, flow: "all" }),
  })),
  inCalls("losses that count as failures", "H18", (calls) => ({
    claim: async (functionId, containerId, limit) => {
      const claimed = await calls.claim(functionId, containerId, limit);
      return claimed.map((input) => ({ ...input, failures: input.failures + input.losses }));
    },
  })),
  {
    name: "containers that go on with what was refused",
    breaks: "H19",
    sabotage: {
      ...onDisk("", "", (calls) => ({
        // What a container was given already is refused, as where there are too many inputs.
        append: async (callId, inputs, options) =>
          options.claimFor?.some((containerId) => containerId !== undefined) === true
            ? { kind: "full" }
            : calls.append(callId, inputs, options),
      })).sabotage,
      ...inEngine("", "", ({ containers }) => ({
        containers: overlaid(containers, {
          attach: (containerId) => overlaid(containers.attach(containerId), { cancellations: () => never }),
        }),
      })).sabotage,
    },
  },
  onDisk("a retry that takes back one failure and no more", "H20", (calls) => ({
    retryFailed: (callId, options) => calls.retryFailed(callId, { ...options, limit: 1 }),
  })),
  inCalls("inputs that are never ready for their next attempt", "L1", () => ({
    promote: () => Promise.resolve({ functionIds: [] }),
  })),
  inEngine("calls that are never answered", "L2", ({ calls }) => ({
    calls: overlaid(calls, { awaitOutputs: () => never }),
  })),
  inCalls("inputs that are counted although they are gone", "L3", (calls) => ({
    count: async (functionId) => {
      const counts = await calls.count(functionId);
      return { ...counts, queued: counts.queued + 1 };
    },
  })),
  inCalls("inputs that keep an app busy although they are gone", "L5", (calls) => ({
    count: async (functionId) => {
      const counts = await calls.count(functionId);
      return { ...counts, claimed: counts.claimed + 1 };
    },
  })),
  inRecords(
    "a schedule that forgets to write its next time",
    "L4",
    (kind, isNew) => kind === "schedule" && !isNew,
  ),
];

function inCalls(name: string, breaks: string, bug: (calls: Calls) => Partial<Calls>): PlantedBug {
  const store = (port: Store): Store => ({ ...port, calls: overlaid(port.calls, bug(port.calls)) });
  return { name, breaks, sabotage: { store } };
}

function onDisk(name: string, breaks: string, bug: (calls: Calls) => Partial<Calls>): PlantedBug {
  const disk = (port: Store): Store => ({ ...port, calls: overlaid(port.calls, bug(port.calls)) });
  return { name, breaks, sabotage: { disk } };
}

/** Changes of these records are lost. */
function inRecords(
  name: string,
  breaks: string,
  isLost: (kind: string, isNew: boolean) => boolean,
): PlantedBug {
  const store = (port: Store): Store => ({
    ...port,
    records: overlaid(port.records, {
      write: (changes) =>
        port.records.write(changes.filter(({ kind, expect }) => !isLost(kind, (expect ?? 0) === 0))),
    }),
  });
  return { name, breaks, sabotage: { store } };
}

function inEngine(name: string, breaks: string, bug: (engine: Engine) => Partial<Engine>): PlantedBug {
  return { name, breaks, sabotage: { engine: (engine) => overlaid(engine, bug(engine)) } };
}

function withOneMore(app: App): App {
  const live = liveVersion(app);
  return live === undefined
    ? app
    : { ...app, versions: [...app.versions, { ...live, version: live.version + 1 }] };
}
