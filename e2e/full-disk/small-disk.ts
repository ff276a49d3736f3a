/** A real file system of a few MiB, for what happens when it is full. */
import { spawnSync } from "node:child_process";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  readonly directory: string;
  /** Takes as much space as this. */
  fill(bytes: number): Promise<void>;
  /** Takes what is left, to the last byte. */
  fillUp(): Promise<void>;
  /** Gives back what both took. */
  free(): Promise<void>;
  /** Takes it away, whatever is on it. */
  unmount(): Promise<void>;
}

/** Why none can be had here, or `undefined` if it can. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== "linux") return "small file systems are mounted on Linux only";
  if (process.getuid?.() !== 0) return "only root may mount a small file system";
  return undefined;
}

export async function mountSmallDisk(mebibytes: number): Promise<SmallDisk> {
  const directory = await mkdtemp(join(tmpdir(), "lydian-disk-"));
  run("mount", "-t", "tmpfs", "-o", `size=${mebibytes}m,mode=0755`, "lydian-test", directory);
  const ballast = join(directory, "ballast");
  return {
    directory,
    fill: (bytes) => writeFile(ballast, Buffer.alloc(bytes, 1)),
    fillUp: () => writeUntilFull(join(directory, "last-bytes")),
    async free() {
      await Promise.all([rm(ballast), rm(join(directory, "last-bytes"))]);
    },
    async unmount() {
      // Lazily: a process that is just ending may still hold a file of it.
      run("umount", "--lazy", directory);
      await rm(directory, { recursive: true });
    },
  };
}

async function writeUntilFull(path: string): Promise<void> {
  const file = await open(path, "a");
  try {
    for (;;) await file.write(Buffer.alloc(4096));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  } finally {
    await file.close();
  }
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot ${command}: ${stderr || String(error)}`);
}
