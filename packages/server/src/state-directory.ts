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
}

/** Where containers reach the server. */
export interface SocketPlace {
  readonly path: string;
  /** Removes the socket, which is of no use without the server. */
  remove(): Promise<void>;
}

const masterKeyBytes = 32;

/** The longest path of a Unix socket that all systems take. */
const socketPathBytesMax = 100;

/**
 * Opens the directory, or makes it. Changes nothing that a server which runs on it needs. Rejects with a
 * `LydianError` that names the path.
 */
export async function openStateDirectory(path: string): Promise<StateDirectory> {
  try {
    await makeDirectory(path);
    const run = join(path, "run");
    await makeDirectory(run);
    const masterKey = await readOrMakeKey(join(path, "master.key"));
    return {
      database: join(path, "lydian.db"),
      blobs: join(path, "blobs"),
      images: join(path, "images"),
      run,
      masterKey,
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

/**
 * Finds a place for the socket and takes away what a killed server left there. Only for whoever has the
 * store open: otherwise the socket may be that of a server which runs.
 */
export async function claimSocket({ run }: Pick<StateDirectory, "run">): Promise<SocketPlace> {
  const usual = join(run, "server.sock");
  if (Buffer.byteLength(usual) <= socketPathBytesMax) {
    const remove = (): Promise<void> => rm(usual, { force: true });
    await remove();
    return { path: usual, remove };
  }
  const folder = await mkdtemp(join(tmpdir(), "lydian-"));
  return { path: join(folder, "server.sock"), remove: () => rm(folder, { recursive: true, force: true }) };
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
