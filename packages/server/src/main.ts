/** Builds a server out of its parts. The only file that knows which adapters there are. */
import { join } from "node:path";
import { runtimeEntryPoints } from "@lydian/runtime";
import { openDirectoryBlobs } from "./blobs/directory/open-blobs.ts";
import { ContainerSocket } from "./container-socket.ts";
import { readConfig, type ServerConfig, type ServerOptions } from "./config.ts";
import { assignmentPath, createAssignmentRoute } from "./doors/client/container/assignment-route.ts";
import { OfficialContainers } from "./doors/client/container/official-containers.ts";
import { createClientDoor } from "./doors/client/client-door.ts";
import { createGrpcService } from "./doors/client/grpc-service.ts";
import { FrontDoor } from "./doors/front-door.ts";
import { createHttpDoor } from "./doors/http-door.ts";
import { NativeDoor, nativePath } from "./doors/native/native-door.ts";
import { createCallRoute } from "./doors/web/calls/call-route.ts";
import { functionsPrefix } from "./doors/web/calls/call-target.ts";
import { createMetricsPage, metricsPath } from "./doors/web/metrics-page.ts";
import { createPages } from "./doors/web/pages.ts";
import { appPagePath } from "./doors/web/status-page.ts";
import { createEngine, type StartableEngine } from "./engine/create-engine.ts";
import type { Engine } from "./engine/engine.ts";
import { imagesByLanguage } from "./images/images-by-language.ts";
import { HostImages } from "./images/host/host-images.ts";
import { pythonImages } from "./images/python/python-images.ts";
import { prepareRuntimeImage } from "./images/typescript/runtime-image.ts";
import { typeScriptImages } from "./images/typescript/typescript-images.ts";
import { chooseLauncher } from "./launch/choose-launcher.ts";
import type { Launcher } from "./launch/launcher.ts";
import { PrometheusMeters } from "./meters/prometheus/prometheus-meters.ts";
import { LydianError } from "./model/error.ts";
import type { FunctionId } from "./model/ids.ts";
import { claimSocket, openStateDirectory } from "./state-directory.ts";
import { openSqliteStore } from "./store/sqlite/open-store.ts";
import { openTraces } from "./traces/otlp/open-traces.ts";
import { noTraces } from "./traces/traces.ts";
import { type Surroundings, thisMachine } from "./surroundings.ts";
import { systemRandomness } from "./system-randomness.ts";

/** A server that answers. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:7070`. */
  readonly url: string;
  /** The address that it listens on, which may be all of the machine's. */
  readonly host: string;
  readonly token: { readonly tokenId: string; readonly tokenSecret: string };
  /** Confirms the first sign-in of a computer without a token; the log tells the next. */
  readonly signInCode: string;
  /** How containers are kept apart, and what that does not stop, in sentences. */
  readonly isolation: readonly string[];
  /** Stops containers, commits what is under way and frees the port. Idempotent. */
  stop(): Promise<void>;
}

/** Who the first token is issued to. */
const firstUsername = "owner";

/**
 * Starts a server. Rejects with a `LydianError` that says what to do: the port is taken, the state
 * directory cannot be used or is in use, the isolation asked for cannot be had.
 */
export function startServer(options: ServerOptions): Promise<RunningServer> {
  return startServerIn(thisMachine, options);
}

/** The same in other surroundings, with its verbs. */
export async function startServerIn(
  surroundings: Surroundings,
  options: ServerOptions,
): Promise<RunningServer & { readonly engine: Engine }> {
  const undo: (() => Promise<void>)[] = [];
  const stop = once(async () => {
    for (const step of undo.toReversed()) await step();
  });
  try {
    return { ...(await open(surroundings, options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `undo` gets what stops the server, a step for each part that is there, in the order in which they came. */
async function open(
  surroundings: Surroundings,
  options: ServerOptions,
  undo: (() => Promise<void>)[],
): Promise<Omit<RunningServer, "stop"> & { readonly engine: Engine }> {
  const config = readConfig(options);
  const state = await openStateDirectory(config.stateDirectory);
  // It is made of this program alone, and is the same for all servers: no need to wait.
  const preparing = prepareRuntimeImage({
    directory: surroundings.images ?? state.images,
    entryPoint: runtimeEntryPoints.main,
    sdkEntryPoint: runtimeEntryPoints.sdk,
  });
  const prepared = preparing.then(noop, noop);
  undo.push(() => prepared);
  // Before all else: it is refused if another server runs on this directory, whose things are then left alone.
  const opened = await openSqliteStore({ path: state.database, syncAll: config.syncAll });
  undo.push(() => opened.close());
  const socket = await claimSocket(state);
  undo.push(() => socket.remove());
  const [blobs, choice, runtime] = await Promise.all([
    openDirectoryBlobs(state.blobs),
    chooseLauncher({ wanted: config.launcher, runDirectory: state.run }),
    preparing,
  ]);
  const report = (what: string, error: unknown): void => options.log(`Could not ${what}: ${describe(error)}`);
  let url = "";
  const containerSocket = new ContainerSocket(socket.path, (path) => doors.front.listenUnix(path));
  const connection = surroundings.aroundConnection({
    socketPath: socket.path,
    ensureSocket: () => containerSocket.ensure(),
  });
  const launcher = surroundings.aroundLauncher(choice.launcher);
  const hostImages = createHostImages(config, state, launcher);
  const traces = config.traces === undefined ? noTraces : await openTraces({ ...config.traces, report });
  undo.push(() => traces.close());
  const meters = new PrometheusMeters((functionId) => nameOf(engine, functionId));
  const engine: StartableEngine = createEngine(
    {
      store: surroundings.aroundStore(opened),
      blobs,
      launcher,
      images: imagesByLanguage({
        typescript: typeScriptImages(runtime, connection),
        python: pythonImages(hostImages, connection),
      }),
      imageBuilder: hostImages,
      meters,
      traces,
      clock: surroundings.clock,
      randomness: systemRandomness,
      masterKey: state.masterKey,
      appUrl: (app) => `${url}${appPagePath(app)}`,
      announce: options.log,
      report,
    },
    config,
  );
  const doors = openDoors(engine, meters, () => url, report);
  undo.push(() => doors.close());
  await connection.ensureSocket();
  undo.push(() => engine.stop());
  await engine.start();
  const { host, port } = await listen(doors.front, config);
  url = `http://${urlHost(host)}:${port}`;
  const token = await tokenOf(engine, options.knownToken);
  const { operatorCode: signInCode } = engine.signIns;
  return { url, host, token, signInCode, isolation: [choice.sentence], engine };
}

function createHostImages(
  config: ServerConfig,
  state: Awaited<ReturnType<typeof openStateDirectory>>,
  launcher: Launcher,
): HostImages {
  return new HostImages({
    directory: join(state.images, "python"),
    launcher,
    newContainerId: () => systemRandomness.containerId(),
    pythons: config.pythons,
    packageIndex: config.packageIndex,
    allowsUnisolatedBuilds: config.allowsUnisolatedBuilds,
    memoryMiBMax: config.buildMemoryMiBMax,
  });
}

/** What a function is called where it is counted: variants like the function that they are made of. */
function nameOf(
  engine: StartableEngine,
  functionId: FunctionId,
): { readonly app: string; readonly function: string } | undefined {
  const found = engine.functions.peek(functionId);
  return found && { app: found.appName, function: found.definition.tag.replace(/\.\*$/, "") };
}

function openDoors(
  engine: StartableEngine,
  meters: PrometheusMeters,
  url: () => string,
  report: (what: string, error: unknown) => void,
): { readonly front: FrontDoor; close(): Promise<void> } {
  const reportBug = (where: string, error: unknown): void => report(`answer ${where}`, error);
  const official = new OfficialContainers(engine.containers, { origin: url });
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
      routes: new Map([
        [assignmentPath, createAssignmentRoute(official, engine.access)],
        [metricsPath, createMetricsPage(engine, meters)],
      ]),
      prefixes: new Map([[functionsPrefix, createCallRoute(engine, reportBug)]]),
      page: createPages(engine),
      reportBug,
    }),
    upgrades: new Map([[nativePath, (request, socket, head) => void native.accept(request, socket, head)]]),
  });
  return {
    front,
    async close() {
      native.close();
      await front.close();
    },
  };
}

/** The token given, if it is one of this server's; otherwise a new one. */
async function tokenOf(
  engine: StartableEngine,
  known: ServerOptions["knownToken"],
): Promise<RunningServer["token"]> {
  if (known !== undefined) {
    const isOurs = await engine.access.authenticateClient(known.tokenId, known.tokenSecret).then(
      () => true,
      () => false,
    );
    if (isOurs) return known;
  }
  return engine.issueToken(firstUsername);
}

async function listen(
  front: FrontDoor,
  config: ServerConfig,
): Promise<{ readonly host: string; readonly port: number }> {
  const { inheritedListener: fd } = config;
  try {
    if (fd === undefined) return { host: config.host, port: (await front.listen(config)).port };
    return await front.listen({ fd });
  } catch (error) {
    if (fd === undefined) throw refusedListen(error, config);
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Cannot listen on the socket of the service manager: ${reason}; give a stream socket of TCP`;
    throw new LydianError("failed-precondition", message, { cause: error });
  }
}

function refusedListen(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): LydianError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is taken; stop what uses it, or choose another with --port`,
    EACCES: `port ${port} needs more rights; choose one above 1023 with --port`,
    EADDRNOTAVAIL: `this machine has no address "${host}"; choose another with --host`,
  };
  const reason = reasons[String(code)] ?? (error instanceof Error ? error.message : String(error));
  return new LydianError("failed-precondition", `Cannot listen on ${host}: ${reason}`, { cause: error });
}

/** An address that clients on this machine can use. */
function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function describe(error: unknown): string {
  if (error instanceof LydianError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function noop(): void {}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= action());
}
