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
  const wanted = namesOf(source);
  return context.flatMap((file) => {
    const names = namesOf(file.path);
    const isMatch =
      names.length >= wanted.length && wanted.every((name, index) => matches(names[index] ?? "", name));
    return isMatch ? [{ file, rest: names.slice(wanted.length).join("/") }] : [];
  });
}

function namesOf(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "");
}

/**
 * Whether a name is of this pattern. By hand, since a regular expression with many wildcards may take for
 * ever: only the last `*` is ever tried again.
 */
function matches(name: string, pattern: string): boolean {
  let [at, next] = [0, 0];
  let star: { readonly next: number; at: number } | undefined;
  while (at < name.length) {
    if (pattern[next] === "*") {
      star = { next: next + 1, at };
      next += 1;
    } else if (next < pattern.length && (pattern[next] === "?" || pattern[next] === name[at])) {
      next += 1;
      at += 1;
    } else if (star !== undefined) {
      star.at += 1;
      [at, next] = [star.at, star.next];
    } else return false;
  }
  return /^\**$/.test(pattern.slice(next));
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
