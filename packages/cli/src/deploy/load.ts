import { basename } from "node:path";
import type { AppDefinitions } from "lydian/internal";
import type { Progress } from "../output/progress.ts";
import { bundle, type Bundle } from "./bundle.ts";
import { collectApp } from "./collect.ts";
import { importBundle, type Exports } from "./import-bundle.ts";

/** A file as it was when it was read: its bundle, what it exports, and the App among that. */
export interface LoadedApp {
  readonly bundle: Bundle;
  readonly exports: Exports;
  readonly app: AppDefinitions;
}

/** Bundles a file, runs its top level here, and finds its App. @throws CliError if any of that fails */
export async function loadApp(file: string, progress: Progress): Promise<LoadedApp> {
  return await progress.step(
    `Bundling ${basename(file)}`,
    async () => {
      const made = await bundle(file);
      const exports = await importBundle(made);
      return { bundle: made, exports, app: collectApp(exports, file) };
    },
    (loaded) => `Bundled ${basename(file)} (${formatSize(loaded.bundle.code.length)})`,
  );
}

function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
