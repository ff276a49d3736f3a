import type { Wakeups } from "../wakeups.ts";
import type { ImageId } from "../../model/ids.ts";
import { buildLogBytesMax } from "../limits.ts";
import type { BuildOutput, ImageOutcome } from "./image-verbs.ts";

/** What the least of outputs takes: many small ones are to be bounded too. */
const outputBytes = 128;

/** One build of an image, from when it was asked for until a while after its end. */
export class Build {
  readonly imageId: ImageId;
  /** Versions of the official client that are wanted in it; more may come while it runs. */
  readonly clients = new Set<string>();
  readonly #wakeups: Wakeups;
  readonly #nowMs: () => number;
  #output: BuildOutput[] = [];
  #bytes = 0;
  #sequence = 0;
  #outcome: ImageOutcome | undefined;
  /** When it ended. */
  endedAtMs = 0;

  constructor(imageId: ImageId, wakeups: Wakeups, nowMs: () => number) {
    this.imageId = imageId;
    this.#wakeups = wakeups;
    this.#nowMs = nowMs;
  }

  get outcome(): ImageOutcome | undefined {
    return this.#outcome;
  }

  log(text: string): void {
    if (text === "") return;
    this.#sequence += 1;
    this.#output.push({ sequence: this.#sequence, text, atMs: this.#nowMs() });
    this.#bytes += text.length + outputBytes;
    if (this.#bytes > buildLogBytesMax) this.#dropOldest();
    this.#wakeups.wake(this.imageId);
  }

  end(outcome: ImageOutcome): void {
    this.#outcome = outcome;
    this.endedAtMs = this.#nowMs();
    this.#wakeups.wake(this.imageId);
  }

  outputAfter(sequence: number): readonly BuildOutput[] {
    return this.#output.filter((output) => output.sequence > sequence);
  }

  /** Half of it at once, so that this happens seldom. */
  #dropOldest(): void {
    let dropped = 0;
    while (this.#bytes > buildLogBytesMax / 2) {
      const oldest = this.#output[dropped];
      if (oldest === undefined) break;
      this.#bytes -= oldest.text.length + outputBytes;
      dropped += 1;
    }
    const [last] = this.#output.slice(dropped - 1, dropped);
    this.#output = this.#output.slice(dropped);
    if (last !== undefined) this.#output.unshift({ ...last, text: "… earlier output is not kept …\n" });
  }
}
