import { stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { build, type BuildFailure, type Message, type Metafile } from "esbuild";
import { CliError } from "../failure.ts";

/** One ES module that holds a file and all that it imports, except the SDK and Node's own modules. */
export interface Bundle {
  /** The absolute path of the file it was made from. */
  readonly file: string;
  readonly code: Uint8Array;
  readonly sourceMap: Uint8Array;
  /** Absolute paths of every file that went into it, for `serve` to watch. */
  readonly inputs: readonly string[];
}

/** What the server calls the two files; the bundle's last line names the second. */
export const bundleName = "app.mjs";

/**
 * Bundles a TypeScript or JavaScript file for a container.
 *
 * @throws CliError if there is no such file or it does not compile, with place and line
 */
export async function bundle(path: string): Promise<Bundle> {
  const file = resolve(path);
  await checkFile(path, file);
  const directory = dirname(file);
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: [file],
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node24",
      // There is one SDK in a container and one in this process: handles must be of that one.
      external: ["lydian"],
      // Beside the file, so that sources are named as its author knows them. Nothing is written.
      outfile: join(directory, bundleName),
      write: false,
      sourcemap: "linked",
      sourcesContent: true,
      metafile: true,
      keepNames: true,
      banner: { js: requireBanner },
      absWorkingDir: directory,
      logLevel: "silent",
    });
    const code = outputFiles.find((output) => output.path.endsWith(bundleName));
    const sourceMap = outputFiles.find((output) => output.path.endsWith(".map"));
    if (code === undefined || sourceMap === undefined) throw new Error("esbuild wrote no bundle");
    const inputs = inputPaths(metafile, directory);
    return { file, code: code.contents, sourceMap: sourceMap.contents, inputs };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw new CliError(`Cannot bundle "${path}":\n${error.errors.map(formatMessage).join("\n")}`, {
      cause: error,
    });
  }
}

/** Packages in the CommonJS format call `require`, which an ES module does not have. */
const requireBanner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

async function checkFile(path: string, file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) {
    throw new CliError(`Cannot read "${path}": there is no such file`, {
      hint: `Looked for it in "${dirname(file)}".`,
    });
  }
  if (!found.isFile()) throw new CliError(`Cannot read "${path}": it is not a file`);
  if (!/\.[cm]?[jt]sx?$/.test(basename(file))) {
    throw new CliError(`Cannot bundle "${path}": it is neither TypeScript nor JavaScript`, {
      hint: "Give a .ts, .mts, .js or .mjs file that exports an App.",
    });
  }
}

function inputPaths(metafile: Metafile, directory: string): readonly string[] {
  return Object.keys(metafile.inputs)
    .filter((input) => !input.startsWith("<") && !/^[a-z-]+:/.test(input))
    .map((input) => resolve(directory, input));
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

/** esbuild's advice to whoever gives it its options, and here that is nobody. */
const markExternal = "You can mark the path";

/** `app.ts:3:14: Expected ";"`, the line and a mark under the place. */
function formatMessage({ text, location, notes }: Message): string {
  const rest = notes.filter((note) => !note.text.startsWith(markExternal)).map((note) => `  ${note.text}`);
  if (location === null) return [text, ...rest].join("\n");
  const { file, line, column, length, lineText } = location;
  const gutter = `  ${line} | `;
  // Tabs stay tabs, so that the mark stands under its place whatever their width.
  const lead = lineText.slice(0, column).replaceAll(/[^\t]/g, " ");
  const mark = "^".repeat(Math.max(1, Math.min(length, lineText.length - column)));
  return [
    `${file}:${line}:${column + 1}: ${text}`,
    `${gutter}${lineText}`,
    `${" ".repeat(gutter.length - 2)}| ${lead}${mark}`,
    ...rest,
  ].join("\n");
}
