/** Words of a Dockerfile's instructions: quotes taken off, variables filled in. */
import { LydianError } from "../error.ts";

/** The value of a variable, or nothing if it is not set. */
export type Lookup = (name: string) => string | undefined;

/** Splits at spaces outside of quotes. What a variable holds is never split. */
export function wordsOf(text: string, lookup: Lookup): readonly string[] {
  const words: string[] = [];
  let position = 0;
  for (;;) {
    while (/\s/.test(text[position] ?? "")) position += 1;
    if (position >= text.length) return words;
    const word = readWord(text, position, lookup, /\s/);
    words.push(word.value);
    position = word.end;
  }
}

/** The whole text as one word, spaces and all. */
export function expand(text: string, lookup: Lookup): string {
  return readWord(text, 0, lookup, undefined).value;
}

interface Read {
  readonly value: string;
  readonly end: number;
}

function readWord(text: string, start: number, lookup: Lookup, endsAt: RegExp | undefined): Read {
  let value = "";
  let position = start;
  let quote = "";
  while (position < text.length) {
    const character = text[position] ?? "";
    if (quote === "" && endsAt?.test(character) === true) break;
    if (character === quote) quote = "";
    else if (quote === "" && (character === '"' || character === "'")) quote = character;
    else if (character === "\\" && quote !== "'" && position + 1 < text.length) {
      position += 1;
      const next = text[position] ?? "";
      // Within double quotes a backslash is itself unless it takes the meaning from what follows.
      value += quote === '"' && !['"', "$", "\\"].includes(next) ? `\\${next}` : next;
    } else if (character === "$" && quote !== "'") {
      const variable = readVariable(text, position, lookup);
      value += variable.value;
      position = variable.end - 1;
    } else value += character;
    position += 1;
  }
  return { value, end: position };
}

/** `$NAME`, `${NAME}`, `${NAME:-else}` or `${NAME:+instead}`; a `$` before anything else is itself. */
function readVariable(text: string, start: number, lookup: Lookup): Read {
  const plain = /^\$([A-Za-z_]\w*)/.exec(text.slice(start));
  if (plain !== null) return { value: lookup(plain[1] ?? "") ?? "", end: start + plain[0].length };
  if (text[start + 1] !== "{") return { value: "$", end: start + 1 };
  const end = closingBrace(text, start + 2);
  const [, name, modifier = "", other = ""] =
    /^([A-Za-z_]\w*)(:?[-+])?(.*)$/s.exec(text.slice(start + 2, end)) ?? [];
  if (name === undefined || (modifier === "" && other !== ""))
    throw new LydianError(
      "unimplemented",
      `Cannot fill in "${text.slice(start, end + 1)}": only \${NAME}, \${NAME:-else} and \${NAME:+instead} are read`,
    );
  const value = lookup(name);
  const isSet = value !== undefined && !(modifier.startsWith(":") && value === "");
  if (modifier.endsWith("+")) return { value: isSet ? expand(other, lookup) : "", end: end + 1 };
  return { value: isSet ? value : expand(other, lookup), end: end + 1 };
}

function closingBrace(text: string, start: number): number {
  let depth = 1;
  for (let position = start; position < text.length; position += 1) {
    if (text[position] === "{") depth += 1;
    if (text[position] === "}") depth -= 1;
    if (depth === 0) return position;
  }
  throw new LydianError("invalid-argument", `Cannot fill in "${text.slice(start - 2)}": its "}" is missing`);
}
