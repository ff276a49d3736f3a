/** Reads the lines of a Dockerfile; what its instructions mean is told in `recipe.ts`. */
import { LydianError } from "../error.ts";

export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** Such as `from` of `--from=base`; without a value, `""`. */
  readonly flags: Readonly<Record<string, string>>;
  /** What follows, continued lines joined, otherwise as it was written. */
  readonly text: string;
}

/**
 * The instructions of a Dockerfile. Its lines may have been cut anywhere: a backslash at the end of one
 * goes on in the next, comments and empty lines in between are left out.
 *
 * @throws LydianError `invalid-argument` for what is no instruction, `unimplemented` for a here-document.
 */
export function parseDockerfile(text: string): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let begun: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, continued] = /^(.*)\\[ \t]*$/s.exec(line) ?? [];
    const joined = (begun ?? "") + (continued ?? line);
    if (continued === undefined) instructions.push(instructionOf(joined));
    begun = continued === undefined ? undefined : joined;
  }
  if (begun?.trim()) instructions.push(instructionOf(begun));
  return instructions;
}

function instructionOf(line: string): Instruction {
  const [, name = "", rest = ""] = /^\s*([A-Za-z]+)(?:\s+(.*))?$/s.exec(line) ?? [];
  if (name === "")
    throw new LydianError(
      "invalid-argument",
      `Cannot read the Dockerfile: "${line.trim()}" is no instruction`,
    );
  const flags: Record<string, string> = {};
  let text = rest.trim();
  for (;;) {
    const [whole, flag = "", value = ""] = /^--([a-z-]+)(?:=(\S*))?(?:\s+|$)/.exec(text) ?? [];
    if (whole === undefined) break;
    flags[flag] = value;
    text = text.slice(whole.length);
  }
  refuseHereDocument(name.toUpperCase(), text);
  return { name: name.toUpperCase(), flags, text };
}

function refuseHereDocument(name: string, text: string): void {
  if (!["RUN", "COPY", "ADD"].includes(name)) return;
  const mark = text.split(/\s+/).find((word) => /^\d*<<-?(["']?)[A-Za-z_]\w*\1$/.test(word));
  if (mark === undefined) return;
  throw new LydianError(
    "unimplemented",
    `Cannot build "${name} ${mark}": here-documents are not read; put the lines into a file and copy it`,
  );
}
