import { mask } from "./mask.ts";

export interface Import {
  readonly specifier: string;
  /** Started as a program of its own, such as a worker; not loaded into this one. */
  readonly isProgram: boolean;
  readonly line: number;
}

/** A string literal, once comments and templates are gone. */
const quoted = /["']([^"'\n]+)["']/.source;

/** Every way to name another module: statements begin a line in formatted source. */
const forms: readonly RegExp[] = [
  new RegExp(`^(?:import|export)\\b[^;"'()]*?\\bfrom\\s+${quoted}`, "gm"),
  new RegExp(`^import\\s+${quoted}`, "gm"),
  new RegExp(`\\bimport\\(\\s*${quoted}`, "g"),
  new RegExp(`\\bimport\\.meta\\.resolve\\(\\s*${quoted}`, "g"),
  new RegExp(`\\brequire\\(\\s*${quoted}`, "g"),
];

/** Workers and programs that are started by their file. */
const programForm = new RegExp(
  `\\bnew URL\\(\\s*["'](\\.[^"'\\n]*\\.[cm]?[jt]s)["'],\\s*import\\.meta\\.url`,
  "g",
);

/** All modules that a source names: static, dynamic, type-only, re-exported, and started as workers. */
export function findImports(source: string): readonly Import[] {
  const { withStrings } = mask(source);
  const found: Import[] = [];
  for (const form of [...forms, programForm]) {
    for (const match of withStrings.matchAll(form)) {
      const line = withStrings.slice(0, match.index).split("\n").length;
      if (match[1] !== undefined) found.push({ specifier: match[1], isProgram: form === programForm, line });
    }
  }
  return found.toSorted((a, b) => a.line - b.line);
}
