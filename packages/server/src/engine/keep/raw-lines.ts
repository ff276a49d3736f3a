/**
 * Puts lines together out of what comes from a container's streams. Python without a buffer writes each
 * part of a line by itself, and pipes cut anywhere; people search, count and read lines.
 *
 * - R1. Pieces of a stream stay in order, and none is lost: what is unfinished is kept for `pieceMsMax` at most,
 *   for prompts and progress bars, and until the container is gone.
 * - R2. A line belongs to the input that ran when it began.
 */
import type { LogLine } from "../../model/log-line.ts";
import type { Clock, Timer } from "../clock.ts";
import type { Container } from "../containers/container.ts";
import { pieceCharactersMax, pieceMsMax } from "../limits.ts";

type Stream = "stdout" | "stderr";
export type RawLine = Pick<LogLine, "stream" | "text" | "atMs" | "callId" | "index">;

interface Unfinished extends RawLine {
  readonly timer: Timer;
}

const afterNewline = /(?<=\n)/;

export class RawLines {
  readonly #clock: Clock;
  readonly #append: (container: Container, line: RawLine) => void;
  readonly #unfinished = new Map<Container, Partial<Record<Stream, Unfinished>>>();

  constructor(clock: Clock, append: (container: Container, line: RawLine) => void) {
    this.#clock = clock;
    this.#append = append;
  }

  write(container: Container, stream: Stream, text: string): void {
    for (const piece of text.split(afterNewline)) this.#piece(container, stream, piece);
  }

  /** The container is gone: what it left unfinished is a line now. */
  end(container: Container): void {
    for (const stream of ["stdout", "stderr"] as const) this.#flush(container, stream);
    this.#unfinished.delete(container);
  }

  #piece(container: Container, stream: Stream, piece: string): void {
    const begun = this.#unfinished.get(container)?.[stream];
    const line: RawLine =
      begun === undefined
        ? { stream, atMs: this.#clock.nowMs(), ...soleInput(container), text: piece }
        : { ...withoutTimer(begun), text: begun.text + piece };
    if (line.text.endsWith("\n") || line.text.length >= pieceCharactersMax) {
      this.#forget(container, stream);
      this.#append(container, line);
      return;
    }
    const timer = begun?.timer ?? this.#clock.after(pieceMsMax, () => this.#flush(container, stream));
    const streams = this.#unfinished.get(container) ?? {};
    streams[stream] = { ...line, timer };
    this.#unfinished.set(container, streams);
  }

  #flush(container: Container, stream: Stream): void {
    const begun = this.#unfinished.get(container)?.[stream];
    this.#forget(container, stream);
    if (begun !== undefined) this.#append(container, withoutTimer(begun));
  }

  #forget(container: Container, stream: Stream): void {
    const streams = this.#unfinished.get(container);
    streams?.[stream]?.timer.cancel();
    delete streams?.[stream];
  }
}

function withoutTimer({ timer: _timer, ...line }: Unfinished): RawLine {
  return line;
}

/** The call that a raw line belongs to, if only one can have written it. */
function soleInput(container: Container): Pick<LogLine, "callId" | "index"> {
  const [only, ...others] = container.running.values();
  return only === undefined || others.length > 0
    ? {}
    : { callId: only.input.callId, index: only.input.index };
}
