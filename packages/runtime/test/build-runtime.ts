import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { runtimeEntryPoints } from "../src/index.ts";

/** The program and the SDK in a new folder, built as a server builds them. */
export async function buildRuntime(): Promise<{ readonly main: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "lydian-runtime-"));
  await build({
    entryPoints: { main: runtimeEntryPoints.main, sdk: runtimeEntryPoints.sdk },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node24",
    logLevel: "silent",
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  return { main: join(folder, "main.js"), remove: () => rm(folder, { recursive: true }) };
}

/** User code as `deploy` bundles it: one module, `lydian` left out, with its source map. */
export async function bundleApp(
  source: string,
): Promise<{ readonly bundle: Uint8Array; readonly sourceMap: Uint8Array }> {
  const { outputFiles } = await build({
    stdin: { contents: source, sourcefile: "my_app.ts", loader: "ts", resolveDir: import.meta.dirname },
    outfile: join(import.meta.dirname, "bundle.mjs"),
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    external: ["lydian"],
    sourcemap: "linked",
    sourcesContent: true,
    // Lines of the bundle are not lines of the source.
    banner: { js: "// a\n// few\n// lines\n" },
  });
  const [sourceMap, bundle] = outputFiles;
  if (bundle === undefined || sourceMap === undefined) throw new Error("esbuild made no source map");
  return { bundle: bundle.contents, sourceMap: sourceMap.contents };
}
