import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deployFile, type DeployedApp } from "@lydian/cli";
import { startServerIn, thisMachine, type Surroundings } from "@lydian/server/testing";
import { type App, Client } from "lydian";
import { definitionsOf, hydrateApp } from "lydian/internal";
import { Rest } from "./clock/at-rest.ts";
import { MovableClock, type TestClock } from "./clock/movable-clock.ts";
import { StoreWatch } from "./clock/watched-store.ts";
import { cacheDirectory, setVariables } from "./default-account.ts";
import { Processes, type TestContainer } from "./faults/containers.ts";
import { FaultyLink, type Link } from "./faults/link.ts";

/** How a test's server is started. */
export interface LydianOptions {
  /**
   * Whether this process's variables name this server and its token until it stops, so that handles such as
   * `Function.fromName("my-app", "square")` in the code under test reach it.
   *
   * @default true
   */
  readonly isDefault?: boolean;
  /** How containers are kept apart. Absent: bubblewrap where it works. What cannot be had is refused. */
  readonly launcher?: "process" | "bubblewrap";
  /**
   * Booted, empty containers that wait for a function: the first call is faster, the start dearer.
   *
   * @default 0
   */
  readonly warmContainers?: number;
  /** All containers together. Absent: what this machine can hold. */
  readonly containersMax?: number;
  /** Told what the server would log, a line at a time. */
  readonly log?: (line: string) => void;
}

/** What may be said beside the file. */
export interface DeployOptions {
  /** Default: the app's own. */
  readonly name?: string;
  /** The App as the test imported it from that file: its functions can then be called as they are, `square.remote(3)`. */
  readonly app?: App;
}

/** A server of a test's own: a real one, in this process, with real containers beside it. */
export interface Lydian extends AsyncDisposable {
  /** Where clients of any language reach it. */
  readonly url: string;
  /** What another process needs to find it: merge it into its environment. Good for official clients too. */
  readonly environment: Readonly<Record<string, string>>;
  /** For handles, if it is not the default: `Function.fromName("my-app", "square", { client })`. */
  readonly client: Client;
  readonly clock: TestClock;
  readonly links: {
    /** Between clients and the server. */
    readonly clients: Link;
    /** Between containers and the server. One that loses its connection ends; what it ran runs again. */
    readonly containers: Link;
  };
  /**
   * Puts the App that a file exports on the server, as `lydian deploy` does.
   *
   * @throws an error that says what to do if the file does not compile, throws, or exports no App
   */
  deploy(file: string | URL, options?: DeployOptions): Promise<DeployedApp>;
  /** Those that have a function, now. */
  containers(): readonly TestContainer[];
  /** Ends it, its containers and all that it keeps. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts the whole system: store, scheduler, doors, containers. All that it keeps is gone when it stops,
 * except the bundle of the runtime, which is in the user's cache for the next time.
 *
 * @example
 * const lydian = await startLydian();
 * await lydian.deploy(new URL("./my_app.ts", import.meta.url));
 * expect(await Function.fromName("my-app", "square").remote(3)).toBe(9);
 * await lydian.clock.advance("7d");
 * await lydian.stop();
 *
 * @throws LydianError if it cannot start, saying what to do
 */
export async function startLydian(options: LydianOptions = {}): Promise<Lydian> {
  const undo: (() => unknown)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      for (const step of undo.toReversed()) await step();
    })());
  try {
    return await start(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: LydianOptions,
  undo: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<Lydian> {
  const directory = await mkdtemp(join(tmpdir(), "lydian-test-"));
  undo.push(() => rm(directory, { recursive: true, force: true }));
  const clock = new MovableClock();
  const store = new StoreWatch();
  const processes = new Processes();
  const containers = createContainerLink(join(directory, "link.sock"));
  undo.push(() => containers.link.close());
  const server = await startServerIn(
    {
      ...thisMachine,
      clock,
      images: join(cacheDirectory(homedir()), "lydian", "images"),
      aroundStore: (opened) => store.around(opened),
      aroundLauncher: (launcher) => processes.around(launcher),
      aroundConnection: containers.around,
    },
    {
      stateDirectory: join(directory, "state"),
      port: 0,
      warmContainers: options.warmContainers ?? 0,
      ...(options.launcher === undefined ? {} : { launcher: options.launcher }),
      ...(options.containersMax === undefined ? {} : { containersMax: options.containersMax }),
      log: options.log ?? (() => {}),
    },
  );
  undo.push(() => server.stop());
  const rest = new Rest(server.engine.containers, store);
  clock.atRest = () => rest.reached();
  const clients = new FaultyLink(() => ({ host: "127.0.0.1", port: Number(new URL(server.url).port) }));
  undo.push(() => clients.close());
  const url = `http://127.0.0.1:${await clients.listenOnPort()}`;
  const client = new Client({ serverUrl: url, ...server.token, environmentName: "" });
  undo.push(() => client.close());
  const environment = environmentOf(url, server.token);
  if (options.isDefault ?? true) {
    const variables = setVariables(environment);
    undo.push(() => variables.restore());
  }
  return {
    url,
    environment,
    client,
    clock,
    links: { clients, containers: containers.link },
    deploy: (file, order = {}) => deploy(client, file, order),
    containers: () => server.engine.containers.list({}).map((info) => processes.describe(info)),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function createContainerLink(path: string): {
  readonly link: FaultyLink;
  readonly around: Surroundings["aroundConnection"];
} {
  let target = "";
  let listening: Promise<void> | undefined;
  const link = new FaultyLink(() => ({ path: target }));
  return {
    link,
    around(connection) {
      target = connection.socketPath;
      return {
        socketPath: path,
        async ensureSocket() {
          await connection.ensureSocket();
          await (listening ??= link.listenOnPath(path));
        },
      };
    },
  };
}

function environmentOf(
  url: string,
  token: { readonly tokenId: string; readonly tokenSecret: string },
): Readonly<Record<string, string>> {
  return {
    MODAL_SERVER_URL: url,
    MODAL_TOKEN_ID: token.tokenId,
    MODAL_TOKEN_SECRET: token.tokenSecret,
    MODAL_ENVIRONMENT: "",
  };
}

async function deploy(
  client: Client,
  file: string | URL,
  { app, ...order }: DeployOptions,
): Promise<DeployedApp> {
  const deployed = await deployFile(client, typeof file === "string" ? file : fileURLToPath(file), order);
  const definitions = app && definitionsOf(app);
  if (definitions !== undefined) {
    const { appId, functionIds } = deployed;
    hydrateApp(definitions, { appId, functionIds, client });
  }
  return deployed;
}
