import { mask } from "./mask.ts";

/** What makes a function answer differently tomorrow. */
const impure: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  {
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\b|\bTemporal\.Now\b/g,
    what: "a clock",
  },
  { pattern: /\bMath\.random\b|\bcrypto\b/g, what: "randomness" },
  { pattern: /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask)\b/g, what: "a timer" },
  { pattern: /\bprocess\b|\bfetch\(|\bconsole\b/g, what: "input or output" },
];

const asynchronous = [{ pattern: /\basync\b|\bawait\b|\bPromise\b/g, what: "a promise" }];

export interface Impurity {
  readonly line: number;
  readonly message: string;
}

/** Where a source that must be pure reads a clock, rolls dice, waits or talks. */
export function findImpurities(source: string, isSynchronous: boolean): readonly Impurity[] {
  const { code } = mask(source);
  const forbidden = isSynchronous ? [...impure, ...asynchronous] : impure;
  return forbidden.flatMap(({ pattern, what }) =>
    [...code.matchAll(pattern)].map((match) => ({
      line: code.slice(0, match.index).split("\n").length,
      message: `"${match[0]}" is ${what}; this room gets such things as arguments`,
    })),
  );
}

/** Where a source reads the environment. */
export function findEnvironmentReads(source: string): readonly number[] {
  const { code } = mask(source);
  return [...code.matchAll(/\bprocess\s*\.\s*env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/g)].map(
    (match) => code.slice(0, match.index).split("\n").length,
  );
}
