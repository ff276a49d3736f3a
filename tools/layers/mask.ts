/**
 * Blanks what is not code in TypeScript source, so that patterns can be looked for in the rest. Not a
 * parser: it knows comments, strings, templates and regular expressions, which is enough for
 * formatted source.
 */
export interface Masked {
  /** Comments, templates and regular expressions are blanks; as long as the source. */
  readonly withStrings: string;
  /** Strings are blanks too. */
  readonly code: string;
  /** Everything but comments is blanks. */
  readonly comments: string;
}

type Kind = "comment" | "string" | "template" | "regexp";

/** One token at a time, at the place where the last one ended. */
const tokens: readonly { readonly kind: Kind; readonly pattern: RegExp }[] = [
  { kind: "comment", pattern: /\/\/.*|\/\*[\s\S]*?\*\//y },
  { kind: "string", pattern: /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/y },
  { kind: "regexp", pattern: /\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y },
];

/** A slash after one of these begins a regular expression; after anything else it divides. */
const beforeRegexp = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|await|yield))\s*$/;

export function mask(source: string): Masked {
  const withStrings = source.split("");
  const code = source.split("");
  const comments = source.replaceAll(/[^\n]/g, " ").split("");
  const blank = (kind: Kind, from: number, to: number): void => {
    for (let i = from; i < to; i += 1) {
      if (source[i] === "\n") continue;
      code[i] = " ";
      if (kind === "comment") comments[i] = source.charAt(i);
      if (kind !== "string") withStrings[i] = " ";
    }
  };
  scan(source, 0, undefined, blank);
  return { withStrings: withStrings.join(""), code: code.join(""), comments: comments.join("") };
}

type Blank = (kind: Kind, from: number, to: number) => void;

/** Scans code up to `until`, which closes a template's `${`, or to the end. Returns where it stopped. */
function scan(source: string, from: number, until: "}" | undefined, blank: Blank): number {
  let depth = 0;
  for (let i = from; i < source.length;) {
    const char = source[i];
    if (char === "`") {
      i = scanTemplate(source, i, blank);
      continue;
    }
    const end = tokenEnd(source, i, blank);
    if (end !== undefined) {
      i = end;
      continue;
    }
    if (char === "{") depth += 1;
    if (char === "}") {
      if (depth === 0 && until !== undefined) return i;
      depth -= 1;
    }
    i += 1;
  }
  return source.length;
}

/** The end of a comment, string or regular expression that begins here, blanked; or `undefined`. */
function tokenEnd(source: string, from: number, blank: Blank): number | undefined {
  const char = source[from];
  if (char !== "/" && char !== '"' && char !== "'") return undefined;
  for (const { kind, pattern } of tokens) {
    pattern.lastIndex = from;
    if (!pattern.test(source)) continue;
    if (kind === "regexp" && !beforeRegexp.test(source.slice(Math.max(0, from - 40), from))) continue;
    blank(kind, from, pattern.lastIndex);
    return pattern.lastIndex;
  }
  return undefined;
}

function scanTemplate(source: string, from: number, blank: Blank): number {
  let textFrom = from;
  for (let i = from + 1; i < source.length; i += 1) {
    if (source[i] === "\\") i += 1;
    else if (source[i] === "`") {
      blank("template", textFrom, i + 1);
      return i + 1;
    } else if (source.startsWith("${", i)) {
      blank("template", textFrom, i + 2);
      i = scan(source, i + 2, "}", blank);
      textFrom = i;
    }
  }
  return source.length;
}
