/** Finds what a TypeScript source exports and whether it is documented. Formatted source only. */

export interface Declaration {
  readonly name: string;
  readonly line: number;
  readonly isDocumented: boolean;
}

export interface ReExport {
  readonly name: string;
  readonly from: string;
}

const declaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/;

/** Exported declarations. Of overloads, one needs a docstring. */
export function findDeclarations(source: string): readonly Declaration[] {
  const found = new Map<string, Declaration>();
  const lines = source.split("\n");
  lines.forEach((line, index) => {
    const name = declaration.exec(line)?.[1];
    if (name === undefined) return;
    const isDocumented = isDocumentedAt(lines, index) || found.get(name)?.isDocumented === true;
    found.set(name, { name, line: index + 1, isDocumented });
  });
  return [...found.values()];
}

/** `export { a, b as c } from "./x.ts"`, by the name that it has there. */
export function findReExports(source: string): readonly ReExport[] {
  return [...source.matchAll(/^export (?:type )?\{([^}]*)\} from "([^"]+)"/gm)].flatMap(([, names, from]) =>
    (names ?? "")
      .split(",")
      .map((item) => /^\s*(?:type\s+)?(\w+)/.exec(item)?.[1])
      .filter((name) => name !== undefined)
      .map((name) => ({ name, from: from ?? "" })),
  );
}

/** Members of an exported interface: what stands two blanks deep in its body. */
export function findMembers(source: string): readonly Declaration[] {
  const found: Declaration[] = [];
  const lines = source.split("\n");
  let interfaceName: string | undefined;
  lines.forEach((line, index) => {
    interfaceName = /^export interface (\w+)/.exec(line)?.[1] ?? interfaceName;
    if (line.startsWith("}")) interfaceName = undefined;
    // What takes no arguments says by its name and type what it is.
    const name = /^ {2}(?:readonly )?(\w+)(?:<[^>]*>)?\(./.exec(line)?.[1];
    if (interfaceName === undefined || name === undefined) return;
    found.push({
      name: `${interfaceName}.${name}`,
      line: index + 1,
      isDocumented: isDocumentedAt(lines, index),
    });
  });
  return found;
}

/** Whether the line before is the end of a docstring; linter directives may stand between. */
function isDocumentedAt(lines: readonly string[], index: number): boolean {
  let above = index - 1;
  while (/^\s*(?:\/\/|@)/.test(lines[above] ?? "")) above -= 1;
  return /\*\/\s*$/.test(lines[above] ?? "");
}
