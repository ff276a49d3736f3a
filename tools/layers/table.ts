/**
 * The import table of ARCHITECTURE.md as data. A file belongs to the first room whose pattern
 * matches its path; it may import its own room, the rooms and entries named, and installed packages
 * that its own package.json declares.
 */

import { testFile } from "../test-file.ts";

export interface Room {
  readonly name: string;
  /** Matches paths relative to the repository, with `/`. */
  readonly files: RegExp;
  /** Rooms of the same package, or `examples`, that it may import; `*` for all. */
  readonly rooms: readonly string[];
  /** Entries of our other packages that it may import; `*` for all. */
  readonly entries: readonly string[];
  /** Which `node:` modules it may import: names without the prefix, or `*`. Default: all. */
  readonly node?: readonly string[];
  /** Installed packages that it may import. Default: all that its package declares. */
  readonly packages?: readonly string[];
  /** Whether it must be the same for the same arguments: no clock, no randomness, no process, no timers. */
  readonly isPure?: boolean;
  /** Whether promises are forbidden too. */
  readonly isSynchronous?: boolean;
}

const server = "packages/server/src";
const protocol = "@lydian/protocol";
const ports = [
  "server/store",
  "server/blobs",
  "server/launch",
  "server/images",
  "server/meters",
  "server/traces",
];

/** What both launchers are made of is a room of its own, which nobody else enters. */
const launcherRooms = ["server/launch", "server/launch/parts", "server/model"];

/** An image is what a launcher is given. */
const imageRooms = ["server/images", "server/launch", "server/model"];

/** An adapter knows its port and the model; nobody but `main.ts` knows an adapter. */
function adapter(port: string, name: string, options: Partial<Room> = {}): Room {
  return {
    name: `server/${port}/${name}`,
    files: new RegExp(`^${server}/${port}/${name}/`),
    rooms: [`server/${port}`, "server/model"],
    entries: [],
    ...options,
  };
}

/** A door knows the wire and the engine, and no other door. Files directly in `doors/` are for all doors. */
function door(name: string, options: Partial<Room> = {}): Room {
  return {
    name: `server/doors/${name}`,
    files: new RegExp(`^${server}/doors/${name}/`),
    rooms: ["server/doors", "server/engine", "server/model"],
    entries: [protocol],
    ...options,
  };
}

function port(name: string): Room {
  return {
    name: `server/${name}`,
    files: new RegExp(`^${server}/${name}/[^/]+$`),
    rooms: ["server/model"],
    entries: [],
  };
}

export const rooms: readonly Room[] = [
  // Tests, contract suites and the simulator may reach everything in their own package.
  {
    name: "tests",
    files: new RegExp(`${testFile.source}|^${server}/sim/`),
    rooms: ["*"],
    entries: ["*"],
  },

  { name: "protocol", files: /^packages\/protocol\/src\//, rooms: [], entries: [] },
  { name: "sdk", files: /^packages\/sdk\/src\//, rooms: [], entries: [protocol] },
  {
    name: "runtime",
    files: /^packages\/runtime\/src\//,
    rooms: [],
    entries: [protocol, "lydian", "lydian/internal"],
  },

  {
    name: "server/model",
    files: /^packages\/server\/src\/model\//,
    rooms: [],
    entries: [],
    node: [],
    packages: [],
    isPure: true,
  },
  {
    name: "server/engine/decide",
    files: /^packages\/server\/src\/engine\/decide\//,
    rooms: ["server/model"],
    entries: [],
    node: [],
    // When a cron expression is due: arithmetic, as it is used here.
    packages: ["croner"],
    isPure: true,
    isSynchronous: true,
  },
  {
    name: "server/engine",
    files: /^packages\/server\/src\/engine\//,
    rooms: ["server/model", "server/engine/decide", ...ports],
    entries: [],
    packages: [],
  },
  // Tries the launchers out for `main.ts`, and so knows them.
  {
    name: "server/launch/choose",
    files: /^packages\/server\/src\/launch\/choose-launcher\.ts$/,
    rooms: [...launcherRooms, "server/launch/process", "server/launch/bubblewrap"],
    entries: [],
  },
  port("store"),
  port("blobs"),
  port("launch"),
  port("meters"),
  port("traces"),
  adapter("store", "sqlite"),
  adapter("blobs", "directory"),
  adapter("launch", "process", { rooms: launcherRooms }),
  adapter("launch", "bubblewrap", { rooms: launcherRooms }),
  {
    name: "server/launch/parts",
    files: /^packages\/server\/src\/launch\/(container|leftovers|limits)\//,
    rooms: ["server/launch", "server/model"],
    entries: [],
  },
  { ...port("images"), rooms: ["server/launch", "server/model"] },
  adapter("meters", "prometheus", { packages: ["prom-client"] }),
  adapter("traces", "otlp", {
    packages: [
      "@opentelemetry/api",
      "@opentelemetry/exporter-trace-otlp-proto",
      "@opentelemetry/resources",
      "@opentelemetry/sdk-trace",
    ],
  }),
  adapter("images", "typescript", { rooms: imageRooms, entries: ["@lydian/runtime"] }),
  adapter("images", "python", { rooms: imageRooms }),
  adapter("images", "host", { rooms: imageRooms }),
  door("blobs"),
  // The gRPC of the client door: framing, deadlines, trailers; it knows no verb.
  door("client", { rooms: ["server/doors", "server/doors/grpc", "server/engine", "server/model"] }),
  door("grpc", { rooms: ["server/doors", "server/model"] }),
  door("native"),
  door("web"),
  {
    name: "server/doors",
    files: /^packages\/server\/src\/doors\/[^/]+$/,
    // What speaks HTTP/1.1 hands requests on to the doors behind it.
    rooms: ["server/doors/blobs", "server/doors/web", "server/engine", "server/model"],
    entries: [protocol],
  },
  // What benches measure alone.
  {
    name: "server/internal",
    files: /^packages\/server\/src\/internal\.ts$/,
    rooms: ["*"],
    entries: [],
  },
  // The only place that builds things, and so the only one that knows adapters.
  { name: "server/main", files: /^packages\/server\/src\/main\.ts$/, rooms: ["*"], entries: ["*"] },
  {
    name: "server/entry",
    files: /^packages\/server\/src\/[^/]+$/,
    rooms: ["server/main", "server/model", "server/engine", ...ports],
    entries: [protocol],
  },

  {
    name: "cli/up",
    files: /^packages\/cli\/src\/commands\/up(\/|\.ts$)/,
    rooms: ["cli"],
    entries: [protocol, "lydian", "lydian/internal", "@lydian/server"],
  },
  {
    name: "cli",
    files: /^packages\/cli\/src\//,
    rooms: ["cli/up"],
    entries: [protocol, "lydian", "lydian/internal"],
  },

  {
    name: "testing",
    files: /^packages\/testing\/src\//,
    rooms: [],
    entries: ["lydian", "lydian/internal", "@lydian/cli", "@lydian/server/testing"],
  },

  { name: "e2e", files: /^e2e\//, rooms: ["examples"], entries: ["*"] },
  { name: "bench", files: /^bench\//, rooms: ["examples"], entries: ["*"] },
  { name: "examples", files: /^examples\//, rooms: [], entries: ["lydian"] },
  { name: "tools", files: /^tools\//, rooms: ["examples"], entries: ["*"] },
];

/** Files that may read `process.env`, beside tests and what is no package. */
export const environmentReaders: readonly { readonly file: RegExp; readonly reason: string }[] = [
  { file: /^packages\/server\/src\/config\.ts$/, reason: "the server's settings" },
  { file: /^packages\/runtime\/src\/main\.ts$/, reason: "where a container finds its server" },
  { file: /^packages\/runtime\/src\/load-service\.ts$/, reason: "gives user code its variables" },
  { file: /^packages\/sdk\/src\/session\/[a-z-]+\.ts$/, reason: "the account that a client uses" },
  { file: /^packages\/cli\/src\/config\.ts$/, reason: "the state directory and the terminal" },
  { file: /^packages\/cli\/src\/account\/[a-z-]+\.ts$/, reason: "where the account file is" },
  { file: /^packages\/cli\/src\/output\/[a-z-]+\.ts$/, reason: "what the terminal can show" },
  { file: /^packages\/testing\/src\/default-account\.ts$/, reason: "lets code under test find its server" },
  { file: /^packages\/cli\/src\/commands\/profile\//, reason: "a variable may win over the profile" },
];

/** What is generated is not read. */
export const ignored = /\/node_modules\/|^packages\/protocol\/src\/gen\/|\.d\.ts$|(^|\/)\.lydian\//;
