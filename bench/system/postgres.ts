/** A PostgreSQL of our own, in a folder that is removed, on a Unix socket, as it ships: synced on every commit. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { waitForFile } from "./wait-for-file.ts";

const run = promisify(execFile);
const port = 5432;
/** PostgreSQL refuses to run as root: as nobody then. */
const nobody = 65_534;

export interface Postgres {
  /** For `pg` and all that is made on it. */
  readonly connectionString: string;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const programs = await findPrograms();
  const directory = await mkdtemp(join(tmpdir(), "lydian-bench-pg-"));
  const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if ("uid" in identity) await chown(directory, nobody, nobody);
  const data = join(directory, "data");
  const options = { ...identity, cwd: directory };
  await run(
    join(programs, "initdb"),
    ["-D", data, "-U", "bench", "-A", "trust", "--no-instructions"],
    options,
  );
  const args = [
    "-D",
    data,
    "-k",
    directory,
    "-p",
    String(port),
    "-c",
    "listen_addresses=",
    "-c",
    "max_connections=300",
  ];
  const server = spawn(join(programs, "postgres"), args, { ...options, detached: true, stdio: "ignore" });
  const gone = once(server, "exit");
  const stop = async (): Promise<void> => {
    server.kill("SIGINT");
    await gone;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await Promise.race([gone, waitForFile(join(directory, `.s.PGSQL.${port}`))]);
    if (server.exitCode !== null) throw new Error("postgres does not start");
    const connectionString = `postgresql://bench@/postgres?host=${encodeURIComponent(directory)}&port=${port}`;
    return { connectionString, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The folder of its programs: Debian keeps them off PATH. */
async function findPrograms(): Promise<string> {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian)
    ? (await readdir(debian)).toSorted((a, b) => Number(b) - Number(a))
    : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  const found = folders.find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
  if (found === undefined)
    throw new Error("there is no PostgreSQL server here: install it to compare with what needs it");
  return found;
}
