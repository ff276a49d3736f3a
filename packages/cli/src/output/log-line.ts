import { styleText } from "node:util";
import type { LogLine } from "../server/logs.ts";
import { printJson, type OutputOptions } from "./print.ts";

interface LogLineOptions extends OutputOptions {
  readonly timestamps?: boolean;
}

const streamColors = { stdout: undefined, stderr: "red", info: "yellow" } as const;

/**
 * Prints a line of a function's log on standard output: here the log is the result that was asked for.
 * Colours are for terminals only.
 */
export function printLogLine(options: LogLineOptions, line: LogLine): void {
  if (options.json === true) {
    const { atMs, ...rest } = line;
    printJson({ at: new Date(atMs).toISOString(), ...rest });
    return;
  }
  process.stdout.write(formatLogLine(options, line, process.stdout));
}

/** The text of a line, with its end, as the given terminal or file should get it. */
export function formatLogLine(options: LogLineOptions, line: LogLine, stream: NodeJS.WriteStream): string {
  const color = streamColors[line.stream];
  const text = line.text.endsWith("\n") ? line.text.slice(0, -1) : line.text;
  const body = color === undefined ? text : styleText(color, text, { stream });
  const time = options.timestamps === true ? `${new Date(line.atMs).toISOString()} ` : "";
  return `${time}${body}\n`;
}
