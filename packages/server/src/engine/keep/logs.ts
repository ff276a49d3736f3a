/** Keeps what containers write, and lets people follow it. */
import type { CallId } from "../../model/ids.ts";
import type { LogFilter, LogLine } from "../../model/log-line.ts";
import type { Logs } from "../../store/logs.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { Container } from "../containers/container.ts";
import type { LogVerbs } from "../engine.ts";
import { logLinesPendingMax } from "../limits.ts";
import { Wakeups } from "../wakeups.ts";

/** One topic: whoever follows anything is woken by everything, and reads what is theirs. */
const topic = "lines";

/** After an app stopped, its containers may still be writing their last lines. */
const afterStopMs = 1_000;

export interface LogVerbsInside extends LogVerbs {
  append(container: Container, line: Pick<LogLine, "stream" | "text" | "atMs" | "callId" | "index">): void;
  /** Everything that was appended is in the store. */
  flushed(): Promise<void>;
}

export function createLogs(logs: Logs, catalog: Catalog, clock: Clock): LogVerbsInside {
  const wakeups = new Wakeups(clock);
  let pending: LogLine[] = [];
  let dropped = 0;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (pending.length > 0) {
      const lines = pending;
      pending = [];
      await logs.append(lines).catch(() => {
        dropped += lines.length;
      });
      wakeups.wake(topic);
    }
    writing = undefined;
  }

  function append(container: Container, line: Parameters<LogVerbsInside["append"]>[1]): void {
    const resolved = container.function;
    if (resolved === undefined || line.text === "") return;
    if (pending.length >= logLinesPendingMax) {
      dropped += 1;
      return;
    }
    const { appId, functionId } = resolved;
    if (dropped > 0) {
      const text = `${dropped} lines were dropped: they came faster than they could be stored\n`;
      pending.push({
        appId,
        functionId,
        containerId: container.containerId,
        stream: "system",
        atMs: line.atMs,
        text,
      });
      dropped = 0;
    }
    pending.push({ ...line, appId, functionId, containerId: container.containerId });
    writing ??= write();
  }

  async function isFinished(filter: LogFilter): Promise<boolean> {
    const app = filter.appId === undefined ? undefined : await catalog.read("app", filter.appId);
    return app?.state === "stopped" && clock.nowMs() - (app.stoppedAtMs ?? 0) >= afterStopMs;
  }

  return {
    append,
    flushed: () => writing ?? Promise.resolve(),
    tail: (filter, limit) => logs.tail(filter, limit),
    async follow(filter, options) {
      const deadlineMs = clock.nowMs() + options.timeoutMs;
      const subscription = wakeups.subscribe(topic);
      try {
        for (;;) {
          const wasFinished = await isFinished(filter);
          const lines = await logs.read(filter, options.after, options.limit);
          const cursor = lines.at(-1)?.sequence ?? options.after;
          if (lines.length > 0) return { lines, cursor, isFinished: false };
          if (wasFinished) return { lines, cursor, isFinished: true };
          const hasNew = await subscription.wait(
            Math.min(deadlineMs, clock.nowMs() + afterStopMs),
            options.signal,
          );
          const isOver = clock.nowMs() >= deadlineMs || options.signal?.aborted === true;
          if (!hasNew && isOver) return { lines, cursor, isFinished: false };
        }
      } finally {
        subscription.close();
      }
    },
  };
}

/** The call that a raw line belongs to, if only one can have written it. */
export function soleInput(
  container: Container,
): { readonly callId: CallId; readonly index: number } | undefined {
  const [only, ...others] = container.running.values();
  return only === undefined || others.length > 0
    ? undefined
    : { callId: only.input.callId, index: only.input.index };
}
