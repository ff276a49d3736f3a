import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { LydianError } from "../../model/error.ts";
import { killNow } from "../leftovers/process-table.ts";

/** A child that runs, as the leader of its own process group. */
export interface SpawnedChild {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** How it ended; by then its process group was sent SIGKILL, and its number may be used again. */
  readonly ended: Promise<readonly [code: number | null, signal: NodeJS.Signals | null]>;
  /** Nobody can write to its streams any more, and what was written is read. */
  readonly closed: Promise<void>;
  readonly hasEnded: () => boolean;
}

/**
 * Takes a child from `spawn` in the same turn; rejects with the system's reason if it could not start.
 * Its streams are read from now on: Node throws away what nobody reads when a child ends.
 */
export async function spawnedChild(child: ChildProcess): Promise<SpawnedChild> {
  const ended = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) => {
    child.once("exit", (code, signal) => {
      // In this very turn: while a member lives, nobody else can get the number of the group.
      if (child.pid !== undefined) killNow(-child.pid);
      resolve([code, signal]);
    });
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  if (child.pid === undefined) await once(child, "spawn");
  const { pid, stdout, stderr } = child;
  if (pid === undefined || stdout === null || stderr === null) {
    throw new LydianError("internal", "Cannot start a container: it has no pid or no streams");
  }
  const out = { stdout: stdout.pipe(new PassThrough()), stderr: stderr.pipe(new PassThrough()) };
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return { pid, ...out, ended, closed, hasEnded };
}
