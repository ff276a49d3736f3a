import { styleText } from "node:util";
import type { LogLine } from "../server/logs.ts";
import { printJson, type OutputOptions } from "./print.ts";

interface LogLineOptions extends OutputOptions {
  readonly timestamps?: boolean;
}

const streamColors = { stdout: undefined, stderr: "red", info: "yellow" } as const;

/**
 * Puts what functions printed on a terminal or into a file. What a function prints in parts stays one
 * line, unless something else is printed meanwhile.
 */
export class LogText {
  readonly #options: LogLineOptions;
  /** Whose line has no end yet. */
  #open: LogLine | undefined;

  constructor(options: LogLineOptions = {}) {
    this.#options = options;
  }

  /** The text that comes next on the stream. Colours are for terminals only. */
  next(line: LogLine, stream: NodeJS.WriteStream): string {
    const isContinued = this.#open !== undefined && isSameSource(this.#open, line);
    const before = isContinued ? "" : this.end();
    const hasEnd = line.text.endsWith("\n");
    const color = streamColors[line.stream];
    const text = hasEnd ? line.text.slice(0, -1) : line.text;
    const body = color === undefined ? text : styleText(color, text, { stream });
    const isTimed = this.#options.timestamps === true && !isContinued;
    const time = isTimed ? `${new Date(line.atMs).toISOString()} ` : "";
    this.#open = hasEnd ? undefined : line;
    return `${before}${time}${body}${hasEnd ? "\n" : ""}`;
  }

  /** What is missing when nothing comes any more. */
  end(): string {
    const isOpen = this.#open !== undefined;
    this.#open = undefined;
    return isOpen ? "\n" : "";
  }
}

function isSameSource(a: LogLine, b: LogLine): boolean {
  return a.containerId === b.containerId && a.callId === b.callId && a.stream === b.stream;
}

/** Prints a function's log on standard output: here the log is the result that was asked for. */
export class LogPrinter {
  readonly #options: LogLineOptions;
  readonly #text: LogText;

  constructor(options: LogLineOptions) {
    this.#options = options;
    this.#text = new LogText(options);
  }

  print(line: LogLine): void {
    if (this.#options.json !== true) {
      process.stdout.write(this.#text.next(line, process.stdout));
      return;
    }
    const { atMs, ...rest } = line;
    printJson({ at: new Date(atMs).toISOString(), ...rest });
  }

  end(): void {
    process.stdout.write(this.#text.end());
  }
}
