/**
 * The life of an app that ends with this process: it is kept alive by heartbeats, what its functions
 * print is shown as they print it, and it is ended when its work is done, however that went.
 */
import { setTimeout as delay } from "node:timers/promises";
import { modal } from "@lydian/protocol";
import type { Progress } from "../output/progress.ts";
import { LogText } from "../output/log-line.ts";
import { followLogs } from "../server/logs.ts";
import type { Server } from "../server/server.ts";

const { AppDisconnectReason } = modal.client;

/** Four of these may be missed before the server ends the app. */
const heartbeatMs = 15_000;

/** How long the last lines of the log are waited for. */
const lastLinesMs = 10_000;

export interface LogOptions {
  readonly progress: Progress;
  /** Standard output is for the result: logs go to standard error. */
  readonly json?: boolean;
}

/**
 * Runs `work` while the app lives, then ends the app. `interrupt` is the signal that `work` was given;
 * it tells the server why it ended.
 */
export async function whileAppLives<T>(
  server: Server,
  appId: string,
  options: LogOptions & { readonly interrupt: AbortSignal; readonly work: () => Promise<T> },
): Promise<T> {
  const ended = new AbortController();
  const beating = beat(server, appId, ended.signal);
  const showing = showLogs(server, appId, options, ended.signal);
  let reason = AppDisconnectReason.APP_DISCONNECT_REASON_ENTRYPOINT_COMPLETED;
  try {
    return await options.work();
  } catch (error) {
    reason = options.interrupt.aborted
      ? AppDisconnectReason.APP_DISCONNECT_REASON_KEYBOARD_INTERRUPT
      : AppDisconnectReason.APP_DISCONNECT_REASON_LOCAL_EXCEPTION;
    throw error;
  } finally {
    // The work's own failure says more than that of saying goodbye.
    await server.rpc("AppClientDisconnect", { appId, reason }).catch(() => undefined);
    await Promise.race([showing, delay(lastLinesMs, undefined, { ref: false })]);
    ended.abort();
    await beating;
  }
}

async function beat(server: Server, appId: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    try {
      await delay(heartbeatMs, undefined, { signal: ended });
      await server.rpc("AppHeartbeat", { appId });
    } catch {
      // Either it has ended, or the connection is gone for now: whoever does the work finds out.
    }
  }
}

/** Ends when the app does. A failure ends the showing only. */
async function showLogs(
  server: Server,
  appId: string,
  { progress, json }: LogOptions,
  ended: AbortSignal,
): Promise<void> {
  const text = new LogText();
  let stream: NodeJS.WriteStream = process.stderr;
  try {
    for await (const line of followLogs(server, { appId, after: "", signal: ended })) {
      stream = line.stream === "stdout" && json !== true ? process.stdout : process.stderr;
      progress.write(text.next(line, stream), stream);
    }
    stream.write(text.end());
  } catch (error) {
    if (ended.aborted) return;
    progress.note(`The log is not shown any more: ${error instanceof Error ? error.message : String(error)}`);
  }
}
