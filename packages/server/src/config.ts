/** The only reader of the environment and of the machine's size. */
import { availableParallelism, totalmem } from "node:os";
import { payloadBytesMax } from "@lydian/protocol";

/** How a server is started. */
export interface ServerOptions {
  /** Where everything is kept; created with mode 0700 if it is not there. */
  readonly stateDirectory: string;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** 0 for any free one. */
  readonly port: number;
  /** How containers are kept apart. Absent: bubblewrap where it works. What cannot be had is refused. */
  readonly launcher?: "process" | "bubblewrap";
  /**
   * Syncs every call to disk, not only those that nobody waits for.
   *
   * @default false
   */
  readonly syncAll?: boolean;
  /** A token that may be this server's own, to go on with; otherwise a new one is issued. */
  readonly knownToken?: { readonly tokenId: string; readonly tokenSecret: string };
  /**
   * Booted, empty containers that wait for a function.
   *
   * @default 2, or `LYDIAN_WARM_CONTAINERS`
   */
  readonly warmContainers?: number;
  /**
   * All containers of this server together. A function without any may always start one.
   *
   * @default eight a core, as far as a quarter of the memory holds them at 128 MiB each, at least 4, or
   * `LYDIAN_CONTAINERS_MAX`
   */
  readonly containersMax?: number;
  /** Told of what happens, a line at a time. */
  readonly log: (line: string) => void;
}

export interface ServerConfig {
  readonly stateDirectory: string;
  readonly host: string;
  readonly port: number;
  readonly launcher: ServerOptions["launcher"];
  readonly syncAll: boolean;
  readonly warmContainers: number;
  readonly containersMax: number;
  readonly blobBytesMax: number;
}

const containerBytes = 128 * 1024 * 1024;

/** More of them share the cores without getting more done; those that wait for others may be given more by hand. */
const containersPerCore = 8;

export function readConfig(options: ServerOptions): ServerConfig {
  return {
    stateDirectory: options.stateDirectory,
    host: options.host ?? "127.0.0.1",
    port: options.port,
    launcher: options.launcher,
    syncAll: options.syncAll ?? false,
    warmContainers:
      options.warmContainers ?? readNumber("LYDIAN_WARM_CONTAINERS") ?? Math.min(2, availableParallelism()),
    containersMax: options.containersMax ?? readNumber("LYDIAN_CONTAINERS_MAX") ?? defaultContainersMax(),
    blobBytesMax: payloadBytesMax,
  };
}

function defaultContainersMax(): number {
  return Math.max(
    4,
    Math.min(containersPerCore * availableParallelism(), Math.floor(totalmem() / 4 / containerBytes)),
  );
}

function readNumber(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === "") return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`Cannot read ${name}: "${text}" is not a whole number`);
}
