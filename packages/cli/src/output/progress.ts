import { styleText } from "node:util";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 80;

/**
 * Shows on standard error what is being done: a spinner in a terminal, one line per finished step
 * elsewhere, nothing at all when silent. Standard output stays free for results.
 */
export class Progress {
  readonly #stream = process.stderr;
  readonly #isSilent: boolean;
  #current: { readonly text: string; readonly timer: NodeJS.Timeout | undefined } | undefined;

  constructor(options: { readonly isSilent?: boolean } = {}) {
    this.#isSilent = options.isSilent === true;
  }

  /** Runs a step under its text. When it is done, its line says what `describe` makes of its outcome. */
  async step<T>(text: string, run: () => Promise<T>, describe: (outcome: T) => string): Promise<T> {
    this.#begin(text);
    try {
      const outcome = await run();
      this.#end(styleText("green", "✓", { stream: this.#stream }), describe(outcome));
      return outcome;
    } catch (error) {
      this.#end(styleText("red", "✗", { stream: this.#stream }), text);
      throw error;
    }
  }

  /** Prints the branches of a tree below the step that has just ended. */
  tree(branches: readonly string[]): void {
    for (const [index, branch] of branches.entries()) {
      this.note(`  ${index === branches.length - 1 ? "└─" : "├─"} ${branch}`);
    }
  }

  /** Prints a line without disturbing the spinner. */
  note(text: string): void {
    if (!this.#isSilent) this.write(`${text}\n`, this.#stream);
  }

  /** Prints a line that is to be seen. */
  warn(text: string): void {
    this.note(`${styleText("yellow", "!", { stream: this.#stream })} ${text}`);
  }

  /** Writes to a terminal that may show the spinner: what is printed while it turns comes here. */
  write(text: string, stream: NodeJS.WriteStream): void {
    this.#erase();
    stream.write(text);
    this.#draw(0);
  }

  #begin(text: string): void {
    if (this.#isSilent) return;
    let frame = 0;
    const timer = this.#stream.isTTY ? setInterval(() => this.#draw((frame += 1)), frameMs) : undefined;
    timer?.unref();
    this.#current = { text, timer };
    this.#draw(0);
  }

  #end(mark: string, text: string): void {
    this.#erase();
    clearInterval(this.#current?.timer);
    this.#current = undefined;
    if (!this.#isSilent) this.#stream.write(`${mark} ${text}\n`);
  }

  #erase(): void {
    if (this.#current?.timer !== undefined) this.#stream.write("\r\u001B[K");
  }

  #draw(frame: number): void {
    if (this.#current?.timer === undefined) return;
    this.#stream.write(`\r\u001B[K${frames[frame % frames.length] ?? ""} ${this.#current.text}`);
  }
}
