import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build, type OutputFile } from "esbuild";
import { LydianError } from "../../model/error.ts";
import { openToAll } from "./open-to-all.ts";
import { bootProgram, cacheFolder, fillCompileCache } from "./compile-cache.ts";

/** What a launcher needs to start a TypeScript container. */
export interface RuntimeImage {
  /** Content-addressed, never changed once it is there; holds `main.js` and `sdk.js`. */
  readonly directory: string;
  readonly command: readonly string[];
  /** What the container must be shown for `command` to work. */
  readonly readOnlyPaths: readonly string[];
}

export interface RuntimeImageOptions {
  /** Where images are kept; made if it is not there. */
  readonly directory: string;
  /** The runtime's program. */
  readonly entryPoint: string;
  /** The SDK that user code imports as `lydian`, sharing its modules with the runtime. */
  readonly sdkEntryPoint: string;
}

/** Node reads the format of a file from the nearest of these; without one it would guess. */
const packageFile = JSON.stringify({ type: "module" });

/** Bundled CommonJS asks for Node's own modules by `require`, which a module does not have. */
const banner =
  'import { createRequire as lydianCreateRequire } from "node:module"; const require = lydianCreateRequire(import.meta.url);';

/**
 * Bundles the runtime and the SDK into `<directory>/runtime-<hash>`, complete or not at all; what is
 * there already is used. The Node that runs it is the one that runs this process.
 *
 * @throws LydianError `internal` if the sources do not build.
 */
export async function prepareRuntimeImage(options: RuntimeImageOptions): Promise<RuntimeImage> {
  const files = await bundle(options);
  const directory = join(options.directory, `runtime-${hashOf(files)}`);
  if (!existsSync(directory)) await make(directory, files);
  const node = realpathSync(process.execPath);
  const real = realpathSync(directory);
  return { directory: real, command: [node, join(real, "boot.js")], readOnlyPaths: [node, real] };
}

async function bundle({ entryPoint, sdkEntryPoint }: RuntimeImageOptions): Promise<OutputFile[]> {
  try {
    const { outputFiles } = await build({
      entryPoints: { main: entryPoint, sdk: sdkEntryPoint },
      outdir: "/",
      write: false,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node24",
      // Names are kept: they are what people see in stacks and error names.
      minifyWhitespace: true,
      banner: { js: banner },
      logLevel: "silent",
    });
    return outputFiles;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LydianError("internal", `Cannot build the runtime of containers: ${reason}`, { cause });
  }
}

function hashOf(files: readonly OutputFile[]): string {
  const hash = createHash("sha256").update(`${process.version} ${process.arch} ${bootProgram}`);
  for (const file of files.toSorted((a, b) => a.path.localeCompare(b.path))) {
    hash.update(`\0${file.path}\0`).update(file.contents);
  }
  return hash.digest("hex").slice(0, 16);
}

/** Makes it beside its place and moves it there, so that a killed server leaves no half of it. */
async function make(directory: string, files: readonly OutputFile[]): Promise<void> {
  const parent = join(directory, "..");
  await mkdir(parent, { recursive: true });
  const draft = await mkdtemp(join(parent, "draft-"));
  try {
    // Containers may be another user than this process, whatever its umask.
    const image = join(draft, "image");
    await mkdir(join(image, cacheFolder), { recursive: true });
    const names = files.map((file) => basename(file.path));
    await Promise.all(files.map((file, index) => writeFile(join(image, names[index] ?? ""), file.contents)));
    await writeFile(join(image, "boot.js"), bootProgram);
    await writeFile(join(image, "package.json"), packageFile);
    await fillCompileCache(image, names);
    await openToAll(image);
    await rename(image, directory);
  } catch (error) {
    // Another server made the same one meanwhile.
    if (!existsSync(directory)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
