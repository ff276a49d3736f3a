/** Keeps what containers write, and lets people follow it. */
import type { AppId, CallId } from "../../model/ids.ts";
import type { LogFilter, LogLine } from "../../model/log-line.ts";
import type { Logs, StoredLogLine } from "../../store/logs.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { Container } from "../containers/container.ts";
import type { LogVerbs } from "../engine.ts";
import { logLinesPendingMax } from "../limits.ts";
import { Wakeups } from "../wakeups.ts";

/** One topic: whoever follows anything is woken by everything, and reads what is theirs. */
const topic = "lines";

export class LogKeeper implements LogVerbs {
  readonly #logs: Logs;
  readonly #catalog: Catalog;
  readonly #clock: Clock;
  readonly #hasContainers: (appId: AppId) => boolean;
  readonly #wakeups: Wakeups;
  #pending: LogLine[] = [];
  #dropped = 0;
  #writing: Promise<void> | undefined;

  /** `hasContainers` tells whether containers of an app may still write. */
  constructor(logs: Logs, catalog: Catalog, clock: Clock, hasContainers: (appId: AppId) => boolean) {
    this.#logs = logs;
    this.#catalog = catalog;
    this.#clock = clock;
    this.#hasContainers = hasContainers;
    this.#wakeups = new Wakeups(clock);
  }

  append(container: Container, line: Pick<LogLine, "stream" | "text" | "atMs" | "callId" | "index">): void {
    if (container.function === undefined || line.text === "") return;
    if (this.#pending.length >= logLinesPendingMax) {
      this.#dropped += 1;
      return;
    }
    const { appId, functionId } = container.function;
    const origin = { appId, functionId, containerId: container.containerId };
    if (this.#dropped > 0) {
      const text = `${this.#dropped} lines were dropped: they came faster than they could be stored\n`;
      this.#pending.push({ ...origin, stream: "system", atMs: line.atMs, text });
      this.#dropped = 0;
    }
    this.#pending.push({ ...line, ...origin });
    this.#writing ??= this.#write();
  }

  /** Everything that was appended is in the store. */
  async flushed(): Promise<void> {
    await this.#writing;
  }

  /** A container is gone, or its app is stopped: who follows it may have read everything. */
  noteEnding(): void {
    this.#wakeups.wake(topic);
  }

  tail(filter: LogFilter, limit: number): Promise<readonly StoredLogLine[]> {
    return this.#logs.tail(filter, limit);
  }

  async follow(
    filter: LogFilter,
    options: Parameters<LogVerbs["follow"]>[1],
  ): ReturnType<LogVerbs["follow"]> {
    const deadlineMs = this.#clock.nowMs() + options.timeoutMs;
    const subscription = this.#wakeups.subscribe(topic);
    try {
      for (;;) {
        const wasFinished = await this.#isFinished(filter);
        const lines = await this.#logs.read(filter, options.after, options.limit);
        const cursor = lines.at(-1)?.sequence ?? options.after;
        if (lines.length > 0) return { lines, cursor, isFinished: false };
        if (wasFinished) return { lines, cursor, isFinished: true };
        const hasNew = await subscription.wait(deadlineMs, options.signal);
        if (!hasNew) return { lines, cursor, isFinished: false };
      }
    } finally {
      subscription.close();
    }
  }

  async #write(): Promise<void> {
    while (this.#pending.length > 0) {
      const lines = this.#pending;
      this.#pending = [];
      await this.#logs.append(lines).catch(() => {
        this.#dropped += lines.length;
      });
      this.#wakeups.wake(topic);
    }
    this.#writing = undefined;
    this.#wakeups.wake(topic);
  }

  async #isFinished(filter: LogFilter): Promise<boolean> {
    if (filter.appId === undefined) return false;
    const app = await this.#catalog.read("app", filter.appId);
    return app?.state === "stopped" && !this.#hasContainers(filter.appId) && this.#writing === undefined;
  }
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
