/** Finds comments that should not be there. */
import { mask } from "../layers/mask.ts";

export interface Finding {
  readonly line: number;
  readonly message: string;
}

/** What code looks like when it is commented out, and prose hardly ever. */
const commentedOutCode =
  /^\s*\/\/\s*(?:(?:const|let|return|if|for|while|await|import|export)\b.*[;{(]|[\w.]+\(.*\);|\}.*)\s*$/;

/** `TODO` without an issue (`TODO #12: …`), and code in comments. */
export function findBadComments(source: string): readonly Finding[] {
  const findings: Finding[] = [];
  mask(source)
    .comments.split("\n")
    .forEach((comment, index) => {
      const line = index + 1;
      if (/(?:\/\/|\*)\s*(?:TODO|FIXME|XXX)\b(?! #\d+)/.test(comment)) {
        findings.push({ line, message: "TODO without the number of an issue: write `TODO #12: …`" });
      }
      if (commentedOutCode.test(comment)) findings.push({ line, message: "commented-out code" });
    });
  return findings;
}

/** How far above an assertion its reason may stand: a statement may be that long. */
const linesToReason = 5;

/** `as` (but `as const` and `as unknown`) outside of imports, without a comment on the line or
 * in the lines around it that says why. */
export function findUnexplainedAssertions(source: string): readonly Finding[] {
  const { code } = mask(
    source.replaceAll(/^(?:import|export)\b[^;]*?\bfrom\b[^;]*;/gm, (text) => text.replaceAll(/[^\n]/g, " ")),
  );
  // One reason for all of a file, where it is always the same.
  if (/every `as` in this file/i.test(source)) return [];
  const lines = source.split("\n");
  return [...code.matchAll(/[\w)\]}>"'] +as (?!const\b|unknown\b)/g)].flatMap((match) => {
    const index = code.slice(0, match.index).split("\n").length - 1;
    const around = [...lines.slice(Math.max(0, index - linesToReason), index), lines[index + 1] ?? ""];
    const isExplained =
      /\/\/ |\*\//.test(lines[index] ?? "") || around.some((line) => /^\s*(?:\/\/|\*\/|\/\*\*)/.test(line));
    return isExplained
      ? []
      : [{ line: index + 1, message: "`as` without a comment on the line that says why it holds" }];
  });
}
