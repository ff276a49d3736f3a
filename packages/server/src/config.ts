/** The only reader of the environment and of the machine's size. */
import { availableParallelism, homedir, totalmem } from "node:os";
import { delimiter, join } from "node:path";
import { payloadBytesMax } from "@lydian/protocol";
import { LydianError } from "./model/error.ts";
import { inputLimitDefaults, type InputLimits } from "./model/input-limits.ts";
import type { MachineSize } from "./model/machine.ts";
import { settingsDefaults } from "./model/settings.ts";

/** How a server is started. */
export interface ServerOptions {
  /** Where everything is kept; created with mode 0700 if it is not there. */
  readonly stateDirectory: string;
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** 0 for any free one. A socket that the service manager hands over counts for more, as does its address. */
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
  /**
   * Whether images may run commands where containers are not kept apart from this machine.
   *
   * @default false, or whether `LYDIAN_UNISOLATED_BUILDS` is 1
   */
  readonly allowsUnisolatedBuilds?: boolean;
  /**
   * The Pythons that images can have: programs, in the order in which they are preferred.
   *
   * @default `LYDIAN_PYTHONS`, with colons in between; otherwise what is on `PATH` and in usual places
   */
  readonly pythons?: readonly string[];
  /** Told of what happens, a line at a time. */
  readonly log: (line: string) => void;
}

export interface ServerConfig {
  readonly stateDirectory: string;
  readonly host: string;
  readonly port: number;
  /** The descriptor of a socket that listens already, instead of `host` and `port`. */
  readonly inheritedListener: number | undefined;
  readonly launcher: ServerOptions["launcher"];
  readonly syncAll: boolean;
  readonly warmContainers: number;
  readonly machine: MachineSize;
  readonly limits: InputLimits;
  /** Absent: nobody is told of traces. */
  readonly traces: { readonly serviceName: string; readonly ratio: number } | undefined;
  readonly blobBytesMax: number;
  readonly buildsAtOnceMax: number;
  readonly allowsUnisolatedBuilds: boolean;
  readonly buildMemoryMiBMax: number;
  readonly pythons: {
    readonly given: readonly string[];
    readonly paths: readonly string[];
    readonly installations: readonly string[];
  };
  /** What pip is told on this machine: by variables, and by files of which later ones count for more. */
  readonly packageIndex: {
    readonly environment: Readonly<Record<string, string>>;
    readonly configurations: readonly string[];
  };
}

const mebibyte = 1024 * 1024;

/** More of them share the cores without getting more done; those that wait for others may be given more by hand. */
const containersPerCore = 8;

export function readConfig(options: ServerOptions): ServerConfig {
  return {
    stateDirectory: options.stateDirectory,
    host: options.host ?? "127.0.0.1",
    port: options.port,
    inheritedListener: readInheritedListener(),
    launcher: options.launcher,
    syncAll: options.syncAll ?? false,
    warmContainers:
      options.warmContainers ?? readNumber("LYDIAN_WARM_CONTAINERS") ?? Math.min(2, availableParallelism()),
    machine: readMachine(options),
    limits: {
      waitingInputsMax: readNumber("LYDIAN_WAITING_INPUTS_MAX") ?? inputLimitDefaults.waitingInputsMax,
      unfinishedInputsMax:
        readNumber("LYDIAN_UNFINISHED_INPUTS_MAX") ?? inputLimitDefaults.unfinishedInputsMax,
      spawnedInputsMax: readNumber("LYDIAN_SPAWNED_INPUTS_MAX") ?? inputLimitDefaults.spawnedInputsMax,
    },
    traces: readTraces(),
    blobBytesMax: payloadBytesMax,
    buildsAtOnceMax: availableParallelism(),
    allowsUnisolatedBuilds: options.allowsUnisolatedBuilds ?? process.env["LYDIAN_UNISOLATED_BUILDS"] === "1",
    // One that takes all of it takes the server along.
    buildMemoryMiBMax: Math.floor(totalmem() / 2 / mebibyte),
    pythons: readPythons(options.pythons),
    packageIndex: readPackageIndex(),
  };
}

const tracesProtocol = "http/protobuf";

/** By the variables of OpenTelemetry's specification; those of the exporter are read by itself. */
function readTraces(): ServerConfig["traces"] {
  const { env } = process;
  const endpoint = env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] || env["OTEL_EXPORTER_OTLP_ENDPOINT"];
  const isOff = env["OTEL_SDK_DISABLED"]?.toLowerCase() === "true" || env["OTEL_TRACES_EXPORTER"] === "none";
  if (!endpoint || isOff) return undefined;
  const protocol =
    env["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] || env["OTEL_EXPORTER_OTLP_PROTOCOL"] || tracesProtocol;
  if (protocol !== tracesProtocol) {
    const message = `Cannot send traces by "${protocol}": set OTEL_EXPORTER_OTLP_PROTOCOL to ${tracesProtocol}, which collectors take at port 4318`;
    throw new LydianError("invalid-argument", message);
  }
  return { serviceName: env["OTEL_SERVICE_NAME"] || "lydian", ratio: readRatio() };
}

/** Of traces that begin here: callers decide about theirs. */
function readRatio(): number {
  const sampler = process.env["OTEL_TRACES_SAMPLER"] || "parentbased_always_on";
  const kind = /^parentbased_(always_on|always_off|traceidratio)$/.exec(sampler)?.[1];
  if (kind === "always_on") return 1;
  if (kind === "always_off") return 0;
  const text = process.env["OTEL_TRACES_SAMPLER_ARG"] || "1";
  const ratio = Number(text);
  if (kind === "traceidratio" && ratio >= 0 && ratio <= 1) return ratio;
  const message =
    kind === undefined
      ? `Cannot sample traces by "${sampler}": set OTEL_TRACES_SAMPLER to parentbased_always_on, parentbased_always_off or parentbased_traceidratio`
      : `Cannot sample traces: OTEL_TRACES_SAMPLER_ARG is "${text}", no number from 0 to 1`;
  throw new LydianError("invalid-argument", message);
}

function readMachine(options: ServerOptions): MachineSize {
  const containers = options.containersMax ?? readNumber("LYDIAN_CONTAINERS_MAX") ?? defaultContainersMax();
  const cpu = readNumber("LYDIAN_CPU");
  const memoryMiB = readNumber("LYDIAN_MEMORY_MIB");
  const { cpuMilli, memoryMiB: smallMiB } = settingsDefaults;
  return {
    containers,
    cpuMilli:
      cpu === undefined ? Math.max(1_000 * availableParallelism(), containers * cpuMilli) : 1_000 * cpu,
    memoryMiB: memoryMiB ?? Math.max(Math.floor(totalmem() / 2 / mebibyte), containers * smallMiB),
  };
}

function defaultContainersMax(): number {
  return Math.max(
    4,
    Math.min(
      containersPerCore * availableParallelism(),
      Math.floor(totalmem() / 4 / mebibyte / settingsDefaults.memoryMiB),
    ),
  );
}

function readPythons(given: readonly string[] | undefined): ServerConfig["pythons"] {
  const home = homedir();
  return {
    given: given ?? listOf("LYDIAN_PYTHONS"),
    paths: [...new Set([...listOf("PATH"), "/usr/bin", "/usr/local/bin"])],
    installations: [
      join(process.env["PYENV_ROOT"] ?? join(home, ".pyenv"), "versions"),
      join(process.env["XDG_DATA_HOME"] ?? join(home, ".local", "share"), "uv", "python"),
    ],
  };
}

function readPackageIndex(): ServerConfig["packageIndex"] {
  const home = homedir();
  const named = process.env["PIP_CONFIG_FILE"];
  return {
    environment: Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    configurations: [
      "/etc/xdg/pip/pip.conf",
      "/etc/pip.conf",
      join(home, ".pip", "pip.conf"),
      join(process.env["XDG_CONFIG_HOME"] ?? join(home, ".config"), "pip", "pip.conf"),
      ...(named === undefined ? [] : [named]),
    ],
  };
}

function listOf(name: string): readonly string[] {
  return (process.env[name] ?? "").split(delimiter).filter((entry) => entry !== "");
}

/** The first that systemd hands over, and whoever else speaks its protocol. */
const firstInherited = 3;

/** With such a socket a port stays open while its server is away: what connects meanwhile waits for the next. */
function readInheritedListener(): number | undefined {
  // They may have been meant for a parent of ours, which has them still.
  if (process.env["LISTEN_PID"] !== String(process.pid)) return undefined;
  const count = readNumber("LISTEN_FDS") ?? 0;
  if (count > 1) {
    const message = `Cannot listen on ${count} sockets of the service manager: give one, with one ListenStream`;
    throw new LydianError("invalid-argument", message);
  }
  return count === 0 ? undefined : firstInherited;
}

function readNumber(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === "") return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`Cannot read ${name}: "${text}" is not a whole number`);
}
