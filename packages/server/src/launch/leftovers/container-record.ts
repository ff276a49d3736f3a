import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { chmod, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { startTimeOf } from "./process-table.ts";

/**
 * What is on disk of a running container: `<run directory>/<container id>/`, with `scratch/` for
 * plain processes and `record`, from which a later server finds what it has to kill.
 */
export interface ContainerRecord {
  readonly directory: string;
  readonly pid: number;
  /** Absent where the system cannot tell; then nothing is killed by its pid alone. */
  readonly startTime?: string;
  readonly controlGroups: readonly string[];
}

/** Makes the container's directory, for this user only. */
export function makeContainerDirectory(runDirectory: string, containerId: string): string {
  const directory = join(runDirectory, containerId);
  mkdirSync(join(directory, "scratch"), { recursive: true, mode: 0o700 });
  return directory;
}

/** First line: pid and start time, which the warden's shell reads too. The others: control groups. */
export function writeRecord(directory: string, pid: number, controlGroups: readonly string[]): void {
  const lines = [`${pid} ${startTimeOf(pid) ?? ""}`, ...controlGroups];
  writeFileSync(join(directory, "record"), `${lines.join("\n")}\n`, { mode: 0o600 });
}

/** All that an earlier server left; a directory without a readable record is one with nothing to kill. */
export function readRecords(runDirectory: string): ContainerRecord[] {
  return containerDirectories(runDirectory).map((directory) => {
    const [first = "", ...controlGroups] = readLines(join(directory, "record"));
    const [pid, startTime] = first.split(" ");
    return { directory, pid: Number(pid), ...(startTime ? { startTime } : {}), controlGroups };
  });
}

/** Removes it whole, with folders that its programs left without permissions. */
export async function removeContainerDirectory(directory: string): Promise<void> {
  try {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    await openFolders(directory);
    await rm(directory, { recursive: true, force: true });
  }
}

async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await openFolders(join(folder, entry.name));
}

function containerDirectories(runDirectory: string): string[] {
  try {
    return readdirSync(runDirectory)
      .filter((name) => name.startsWith("ta-"))
      .map((name) => join(runDirectory, name));
  } catch {
    return [];
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}
