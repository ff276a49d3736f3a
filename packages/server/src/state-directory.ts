/** The directory in which a server keeps everything, and what is where in it. */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LydianError } from "./model/error.ts";

export interface StateDirectory {
  readonly database: string;
  readonly blobs: string;
  readonly images: string;
  readonly run: string;
  /** 32 bytes that seal secrets and sign blob paths. */
  readonly masterKey: Uint8Array;
  /** Where containers reach the server. */
  readonly socketPath: string;
  /** Removes what is of no use without the server. */
  close(): Promise<void>;
}

const masterKeyBytes = 32;

/** The longest path of a Unix socket that all systems take. */
const socketPathBytesMax = 100;

/** Opens the directory, or makes it. Rejects with a `LydianError` that names the path. */
export async function openStateDirectory(path: string): Promise<StateDirectory> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const run = join(path, "run");
    await mkdir(run, { recursive: true, mode: 0o700 });
    const masterKey = await readOrMakeKey(join(path, "master.key"));
    const socketFolder =
      Buffer.byteLength(join(run, "server.sock")) <= socketPathBytesMax
        ? run
        : await mkdtemp(join(tmpdir(), "lydian-"));
    const socketPath = join(socketFolder, "server.sock");
    await rm(socketPath, { force: true });
    return {
      database: join(path, "lydian.db"),
      blobs: join(path, "blobs"),
      images: join(path, "images"),
      run,
      masterKey,
      socketPath,
      close: () => rm(socketFolder === run ? socketPath : socketFolder, { recursive: true, force: true }),
    };
  } catch (error) {
    if (error instanceof LydianError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LydianError(
      "failed-precondition",
      `Cannot use state directory "${path}": ${reason}; choose another one or mend its permissions`,
      { cause: error },
    );
  }
}

async function readOrMakeKey(path: string): Promise<Uint8Array> {
  try {
    await writeFile(path, randomBytes(masterKeyBytes), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!isExisting(error)) throw error;
  }
  const key = await readFile(path);
  if (key.length !== masterKeyBytes) {
    throw new LydianError(
      "failed-precondition",
      `Cannot read the master key "${path}": it has ${key.length} bytes instead of ${masterKeyBytes}; restore it from a backup`,
    );
  }
  await chmod(path, 0o600);
  return key;
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
