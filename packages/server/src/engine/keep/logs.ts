/** Keeps what containers write, and lets people follow it. */
import { LydianError } from "../../model/error.ts";
import type { AppId, ContainerId } from "../../model/ids.ts";
import type { LogFilter, LogLine } from "../../model/log-line.ts";
import type { LogBucket, LogPosition, Logs, StoredLogLine } from "../../store/logs.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { Container } from "../containers/container.ts";
import type { LogVerbs } from "../engine.ts";
import { logAnswerCharactersMax, logBucketsMax, logLinesPendingMax } from "../limits.ts";
import { Wakeups } from "../wakeups.ts";
import { RawLines } from "./raw-lines.ts";

/** One topic: whoever follows anything is woken by everything, and reads what is theirs. */
const topic = "lines";

/** Whether a container, or any of an app, may still write. */
export interface ContainersThere {
  has(which: { readonly appId: AppId } | { readonly containerId: ContainerId }): boolean;
}

export class LogKeeper implements LogVerbs {
  readonly #logs: Logs;
  readonly #catalog: Catalog;
  readonly #clock: Clock;
  readonly #containers: ContainersThere;
  readonly #wakeups: Wakeups;
  readonly #rawLines: RawLines;
  #pending: LogLine[] = [];
  #dropped = 0;
  /** How often containers have come, become ready or gone. */
  #changes = 0;
  #writing: Promise<void> | undefined;

  constructor(logs: Logs, catalog: Catalog, clock: Clock, containers: ContainersThere) {
    this.#logs = logs;
    this.#catalog = catalog;
    this.#clock = clock;
    this.#containers = containers;
    this.#wakeups = new Wakeups(clock);
    this.#rawLines = new RawLines(clock, (container, line) => this.append(container, line));
  }

  append(container: Container, line: Pick<LogLine, "stream" | "text" | "atMs" | "callId" | "index">): void {
    if (container.function === undefined || line.text === "") return;
    if (this.#pending.length >= logLinesPendingMax) {
      this.#dropped += 1;
      return;
    }
    const { appId, functionId, baseFunctionId } = container.function;
    const origin = { appId, functionId, baseFunctionId, containerId: container.containerId };
    if (this.#dropped > 0) {
      const text = `${this.#dropped} lines were dropped: they came faster than they could be stored\n`;
      this.#pending.push({ ...origin, stream: "system", atMs: line.atMs, text });
      this.#dropped = 0;
    }
    this.#pending.push({ ...line, ...origin });
    this.#writing ??= this.#write();
  }

  /** What came out of a container's streams in one go, which may be parts of lines. */
  appendRaw(container: Container, stream: "stdout" | "stderr", text: string): void {
    this.#rawLines.write(container, stream, text);
  }

  /** Everything that was appended is in the store. */
  async flushed(): Promise<void> {
    await this.#writing;
  }

  /** A container is gone, and will not finish its line. */
  noteGone(container: Container): void {
    this.#rawLines.end(container);
    this.noteContainer();
  }

  /** A container has come or is ready: who follows it is told. */
  noteContainer(): void {
    this.#changes += 1;
    this.#wakeups.wake(topic);
  }

  /** An app is stopped: who follows it may have read everything. */
  noteEnding(): void {
    this.#wakeups.wake(topic);
  }

  async tail(filter: LogFilter, limit: number): Promise<readonly StoredLogLine[]> {
    const wanted = await this.#narrowed(filter);
    let lines: readonly StoredLogLine[] = [];
    let characters = 0;
    for (let before: LogPosition | undefined; ;) {
      const page = await this.#logs.tail(wanted, limit - lines.length, before);
      lines = [...page.lines, ...lines];
      for (const line of page.lines) characters += line.text.length;
      if (page.before === undefined || characters >= logAnswerCharactersMax) return lines;
      ({ before } = page);
    }
  }

  async count(filter: LogFilter, bucketMs: number): Promise<readonly LogBucket[]> {
    const wanted = await this.#narrowed(filter);
    const buckets = new Map<number, LogBucket>();
    for (let after: LogPosition | undefined; ;) {
      const page = await this.#logs.count(wanted, bucketMs, after);
      for (const bucket of page.buckets)
        buckets.set(bucket.startMs, sumOf(bucket, buckets.get(bucket.startMs)));
      if (buckets.size > logBucketsMax)
        throw new LydianError(
          "invalid-argument",
          `Cannot count log lines in more than ${logBucketsMax} buckets: make them longer, or the range shorter`,
        );
      if (page.after === undefined) return [...buckets.values()].toSorted((a, b) => a.startMs - b.startMs);
      ({ after } = page);
    }
  }

  async follow(
    filter: LogFilter,
    options: Parameters<LogVerbs["follow"]>[1],
  ): ReturnType<LogVerbs["follow"]> {
    const changes = options.changes ?? this.#changes;
    const deadlineMs = this.#clock.nowMs() + options.timeoutMs;
    const subscription = this.#wakeups.subscribe(topic);
    try {
      const wanted = await this.#narrowed(filter);
      for (let after = options.after; ;) {
        const wasFinished = await this.#isFinished(wanted);
        const { lines, cursor, isPartial } = await this.#logs.read(wanted, after, options.limit);
        after = cursor;
        const answer = { lines, cursor, changes: this.#changes };
        if (lines.length > 0 || changes !== this.#changes) return { ...answer, isFinished: false };
        if (options.signal?.aborted === true) return { ...answer, isFinished: false };
        if (isPartial) continue;
        if (wasFinished) return { ...answer, isFinished: true };
        const hasNew = await subscription.wait(deadlineMs, options.signal);
        if (!hasNew) return { ...answer, isFinished: false };
      }
    } finally {
      subscription.close();
    }
  }

  /** What is asked of a function is asked of its variants too, and within its app. */
  async #narrowed(filter: LogFilter): Promise<LogFilter> {
    const { functionId, ...rest } = filter;
    if (functionId === undefined) return filter;
    const record = await this.#catalog.read("function", functionId);
    const app = record === undefined ? {} : { appId: record.appId };
    const base = record?.variant?.base;
    return base === undefined
      ? { ...app, ...rest, baseFunctionId: functionId }
      : { ...app, ...rest, baseFunctionId: base, functionId };
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

  /** Whether nobody is left who could write what is wanted, and all is in the store. */
  async #isFinished({ appId, containerId }: LogFilter): Promise<boolean> {
    if (this.#writing !== undefined) return false;
    if (containerId !== undefined) return !this.#containers.has({ containerId });
    if (appId === undefined || this.#containers.has({ appId })) return false;
    return (await this.#catalog.read("app", appId))?.state === "stopped";
  }
}

function sumOf(bucket: LogBucket, other: LogBucket | undefined): LogBucket {
  const { startMs, lines } = bucket;
  if (other === undefined) return bucket;
  const { stdout, stderr, system } = other.lines;
  return {
    startMs,
    lines: { stdout: lines.stdout + stdout, stderr: lines.stderr + stderr, system: lines.system + system },
  };
}
