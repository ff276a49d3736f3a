/** Where the files of a build's context come to lie. */
import { LydianError } from "../error.ts";
import type { MountedFile } from "../mount.ts";
import { absolutePath } from "./absolute-path.ts";

/**
 * What `COPY sources… target` puts into an image, as Docker reads it: a directory's content goes into the
 * target, a file is named as the target unless that ends in `/` or there are several.
 *
 * @throws LydianError `invalid-argument` if nothing matches a source.
 */
export function copiedFiles(
  context: readonly MountedFile[],
  sources: readonly string[],
  target: { readonly path: string; readonly isDirectory: boolean },
): readonly MountedFile[] {
  const isInto = target.isDirectory || sources.length > 1 || sources.some(hasWildcard);
  return sources.flatMap((source) => {
    const found = matching(context, absolutePath(source));
    if (found.length === 0)
      throw new LydianError(
        "invalid-argument",
        `Cannot copy "${source}": the build was given no such file${listed(context)}`,
      );
    return found.map(({ file, rest }) => {
      const name = rest || (isInto ? (file.path.split("/").at(-1) ?? "") : "");
      return { ...file, path: name === "" ? target.path : absolutePath(name, target.path) };
    });
  });
}

interface Match {
  readonly file: MountedFile;
  /** Below the directory that matched; empty where the file itself did. */
  readonly rest: string;
}

function matching(context: readonly MountedFile[], source: string): readonly Match[] {
  const pattern = patternOf(source);
  return context.flatMap((file) => {
    const [whole] = pattern.exec(file.path) ?? [];
    return whole === undefined ? [] : [{ file, rest: file.path.slice(whole.length).replace(/^\//, "") }];
  });
}

/** Matches a path that is the source, or begins with it as a directory. */
function patternOf(source: string): RegExp {
  const text = source === "/" ? "" : source;
  const escaped = text.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  const wild = escaped.replaceAll("*", "[^/]*").replaceAll("?", "[^/]");
  return new RegExp(`^${wild}(?=/|$)`);
}

function hasWildcard(source: string): boolean {
  return /[*?]/.test(source);
}

const listedMax = 5;

function listed(context: readonly MountedFile[]): string {
  if (context.length === 0) return "";
  const names = context.slice(0, listedMax).map(({ path }) => path);
  return `; it has ${names.join(", ")}${context.length > listedMax ? ` and ${context.length - listedMax} more` : ""}`;
}
