/** The directory in which a server keeps everything, and what is where in it. */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
    await makeDirectory(path);
    const run = join(path, "run");
    await makeDirectory(run);
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

/** Node's own recursive way never ends where a directory cannot have children, such as `/proc`. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (hasCode(error, "EEXIST")) return;
    if (!hasCode(error, "ENOENT") || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path, { mode: 0o700 });
  }
}

async function readOrMakeKey(path: string): Promise<Uint8Array> {
  try {
    await writeFile(path, randomBytes(masterKeyBytes), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
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

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
