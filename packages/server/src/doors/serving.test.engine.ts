/**
 * The real engine, store, blobs and doors on a real port, for tests of doors. Only the containers
 * are peers made for the occasion: they live in this process and run the functions given by tag.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { decodeArguments, encodeValue } from "@lydian/protocol";
import { openDirectoryBlobs } from "../blobs/directory/open-blobs.ts";
import { createEngine } from "../engine/create-engine.ts";
import type { Engine } from "../engine/engine.ts";
import type { ContainerExit, LaunchedContainer, Launcher, LaunchSpec } from "../launch/launcher.ts";
import type { AttemptRef, ClaimedInput } from "../model/call.ts";
import type { BoundParameters, ParameterValues } from "../model/definition.ts";
import { noMeters } from "../meters/meters.ts";
import { noTraces } from "../traces/traces.ts";
import { inputLimitDefaults } from "../model/input-limits.ts";
import type { Result } from "../model/result.ts";
import type { Store } from "../store/store.ts";
import { openInlineStore } from "../store/sqlite/open-store.ts";
import { systemClock } from "../system-clock.ts";
import { systemRandomness } from "../system-randomness.ts";
import { fakeBuilder, fakeImages } from "../sim/fake-images.ts";
import { assignmentPath, createAssignmentRoute } from "./client/container/assignment-route.ts";
import { OfficialContainers } from "./client/container/official-containers.ts";
import { createClientDoor } from "./client/client-door.ts";
import { createGrpcService } from "./client/grpc-service.ts";
import { FrontDoor } from "./front-door.ts";
import { NativeDoor, nativePath } from "./native/native-door.ts";
import { createHttpDoor } from "./http-door.ts";

/** What a test's function is told beside its arguments. */
export interface FakeCall {
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  emit(value: unknown): Promise<void>;
  log(text: string): void;
}

/** By tag; `Name.*` for all methods of a class. */
export type FakeFunctions = Readonly<Record<string, (call: FakeCall, ...args: never[]) => unknown>>;

export interface Serving {
  readonly engine: Engine;
  /** For a test that lets it fail. */
  readonly store: Store;
  readonly port: number;
  readonly socketPath: string;
  readonly tokenId: string;
  readonly tokenSecret: string;
  /** What went wrong that was the server's own fault; a test fails if it is not empty. */
  readonly bugs: readonly unknown[];
  /** A container's credentials, of the last one started. */
  container(): { readonly id: string; readonly secret: string };
  close(): Promise<void>;
}

const quiet = { meters: noMeters, traces: noTraces, announce: () => {} };

const engineOptions = {
  warmContainers: 0,
  limits: inputLimitDefaults,
  machine: { cpuMilli: 2_000, memoryMiB: 2_048, containers: 16 },
  buildsAtOnceMax: 2,
  blobBytesMax: 1 << 30,
};

export async function serve(
  functions: FakeFunctions,
  imageBuilder = fakeBuilder(),
  options: { readonly silenceMsMax?: number } = {},
): Promise<Serving> {
  const folder = await mkdtemp(join(tmpdir(), "lydian-doors-"));
  const bugs: unknown[] = [];
  const reportBug = (where: string, error: unknown): void => void bugs.push({ where, error });
  const launcher = new FakeLauncher(functions, reportBug);
  const store = openInlineStore();
  const engine = createEngine(
    {
      ...quiet,
      store,
      blobs: await openDirectoryBlobs(join(folder, "blobs")),
      launcher,
      images: fakeImages(),
      imageBuilder,
      clock: systemClock,
      randomness: systemRandomness,
      masterKey: new Uint8Array(32),
      appUrl: (app) => `http://localhost/apps/${app.appId}`,
      report: reportBug,
    },
    engineOptions,
  );
  launcher.engine = engine;
  await engine.start();
  const token = await engine.issueToken("tester");
  const origin = (): string => `http://127.0.0.1:${port}`;
  const official = new OfficialContainers(engine.containers, { origin, ...options });
  const clientDoor = createClientDoor(engine, official);
  const native = new NativeDoor({ engine, dispatch: clientDoor, reportBug });
  const front = new FrontDoor({
    http2: createGrpcService(clientDoor, {
      access: engine.access,
      containerOrigin: (containerId) => official.originOf(containerId),
      reportBug,
    }),
    http1: createHttpDoor({
      blobs: engine.blobs,
      routes: new Map([[assignmentPath, createAssignmentRoute(official, engine.access)]]),
      page: async (_request, response) => void response.end("a page"),
      reportBug,
    }),
    upgrades: new Map([
      ["/echo", (_request, socket, head) => void socket.end(head)],
      [nativePath, (request, socket, head) => void native.accept(request, socket, head)],
    ]),
  });
  const { port } = await front.listen({ host: "127.0.0.1", port: 0 });
  const socketPath = join(folder, "server.sock");
  await front.listenUnix(socketPath);
  return {
    engine,
    store,
    port,
    socketPath,
    ...token,
    bugs,
    container: () => launcher.last,
    async close() {
      await engine.stop();
      native.close();
      await front.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

class FakeLauncher implements Launcher {
  readonly name = "process";
  readonly isolation = { stops: [], doesNotStop: [], limits: { memory: "none", cpu: "none" } };
  readonly #functions: FakeFunctions;
  readonly #reportBug: (where: string, error: unknown) => void;
  engine: Engine | undefined;
  last = { id: "", secret: "" };

  constructor(functions: FakeFunctions, reportBug: (where: string, error: unknown) => void) {
    this.#functions = functions;
    this.#reportBug = reportBug;
  }

  async launch(spec: LaunchSpec): ReturnType<Launcher["launch"]> {
    const exit = Promise.withResolvers<ContainerExit>();
    const controller = new AbortController();
    this.last = { id: spec.containerId, secret: spec.environment["LYDIAN_CONTAINER_SECRET"] ?? "" };
    if (spec.command[0] === "python") return idleContainer(spec, exit, controller);
    const serving = serveContainer(this.engine, spec, this.#functions, controller.signal);
    serving
      .catch((error: unknown) => {
        if (!controller.signal.aborted) this.#reportBug("a fake container", error);
      })
      .finally(() => exit.resolve({ code: 0 }));
    return {
      containerId: spec.containerId,
      pid: process.pid,
      scratch: "",
      stdout: Readable.from([]),
      stderr: Readable.from([]),
      exited: exit.promise,
      limit: async () => {},
      kill: () => {
        controller.abort();
        exit.resolve({ signal: "SIGKILL" });
      },
    };
  }

  async sweep(): Promise<number> {
    return 0;
  }
}

async function serveContainer(
  engine: Engine | undefined,
  spec: LaunchSpec,
  functions: FakeFunctions,
  signal: AbortSignal,
): Promise<void> {
  if (engine === undefined) throw new Error("The engine is not there yet");
  const session = engine.containers.attach(spec.containerId);
  const assignment = await session.assignment(signal);
  const run = functions[assignment.function.definition.tag];
  if (run === undefined) throw new Error(`No function ${assignment.function.definition.tag}`);
  const running = new Map<string, AbortController>();
  const cancelling = (async () => {
    while (!signal.aborted) {
      for (const attempt of await session.cancellations(signal)) running.get(keyOf(attempt))?.abort();
    }
  })();
  session.ready();
  for (;;) {
    session.grant(1);
    const inputs = await session.take(signal);
    if (inputs === "stop" || signal.aborted) break;
    for (const input of inputs) {
      const controller = new AbortController();
      running.set(keyOf(input), controller);
      const startedAtMs = Date.now();
      const result = await settle(input, async () => {
        let emitted = 0;
        const { args, kwargs } = decodeArguments(await bytesOf(engine, input));
        const value = await run(
          {
            kwargs,
            method: input.method ?? "",
            parameters: declared(assignment.function.parameters),
            signal: controller.signal,
            async emit(chunk) {
              emitted += 1;
              const payload = { format: "cbor", data: encodeValue(chunk) } as const;
              await session.putChunks(input, [{ index: emitted, payload }]);
            },
            log: (text) =>
              session.log([
                { stream: "stdout", text, atMs: Date.now(), callId: input.callId, index: input.index },
              ]),
          },
          ...(args as never[]), // a test's own arguments
        );
        return { value, emitted };
      });
      await session.complete([{ attempt: input, result, startedAtMs, finishedAtMs: Date.now() }]);
    }
  }
  session.detach();
  await cancelling;
}

async function bytesOf(engine: Engine, input: ClaimedInput): Promise<Uint8Array> {
  if (input.payload.blobId === undefined) return input.payload.data ?? new Uint8Array(0);
  const { downloadPath } = await engine.blobs.get(input.payload.blobId);
  const { content } = await engine.blobs.serve(downloadPath);
  return Buffer.concat(await content.toArray());
}

async function settle(
  input: ClaimedInput,
  run: () => Promise<{ value: unknown; emitted: number }>,
): Promise<Result> {
  try {
    const { value, emitted } = await run();
    // GeneratorDone of the public protocol: how many there were.
    if (emitted > 0) {
      return { status: "success", payload: { format: "generator-done", data: Uint8Array.of(8, emitted) } };
    }
    return { status: "success", payload: { format: "cbor", data: encodeValue(value) } };
  } catch (error) {
    return { status: "failure", exception: String(error), traceback: `at input ${input.index}` };
  }
}

function keyOf({ callId, index, attempt }: AttemptRef): string {
  return `${callId}:${index}:${attempt}`;
}

/** One whose part is played by the test, over the socket. */
function idleContainer(
  { containerId }: LaunchSpec,
  exit: PromiseWithResolvers<ContainerExit>,
  killed: AbortController,
): LaunchedContainer {
  killed.signal.addEventListener("abort", () => exit.resolve({ signal: "SIGKILL" }));
  return {
    containerId,
    pid: process.pid,
    scratch: "",
    stdout: Readable.from([]),
    stderr: Readable.from([]),
    exited: exit.promise,
    limit: () => Promise.resolve(),
    kill: () => killed.abort(),
  };
}

function declared(parameters: BoundParameters): ParameterValues {
  if (parameters instanceof Uint8Array) throw new Error("Pickled arguments are for Python");
  return parameters;
}
