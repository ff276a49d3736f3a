/**
 * Makes stacks that show the user's own code: frames of the runtime, of the SDK and of Node itself
 * go, paths become those of the sources.
 */
import { fileURLToPath, pathToFileURL } from "node:url";

const internalFrame = /^\s+at .*\(?node:/;

export class StackCleaner {
  readonly #ours: readonly string[];
  readonly #prefixes: readonly string[];

  /** Frames below `runtimeFolder` go; paths below `bundleFolder` are shown relative to it. */
  constructor(runtimeFolder: URL, bundleFolder: string) {
    this.#ours = [runtimeFolder.href, fileURLToPath(runtimeFolder)];
    this.#prefixes = [`${pathToFileURL(bundleFolder).href}/`, `${bundleFolder}/`];
  }

  /** The message that precedes the frames stays as it is. */
  clean(stack: string): string {
    return stack
      .split("\n")
      .filter((line) => !this.#isOurs(line))
      .map((line) => this.#shorten(line))
      .join("\n");
  }

  #isOurs(line: string): boolean {
    if (!/^\s+at /.test(line)) return false;
    return internalFrame.test(line) || this.#ours.some((folder) => line.includes(folder));
  }

  #shorten(line: string): string {
    if (!/^\s+at /.test(line)) return line;
    let shorter = line;
    for (const prefix of this.#prefixes) shorter = shorter.replaceAll(prefix, "");
    return shorter;
  }
}
