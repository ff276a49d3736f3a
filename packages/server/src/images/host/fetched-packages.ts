/**
 * Packages that are not of any image: the official client of each version, for each Python, and uv.
 *
 * - F1. A folder is there whole or not at all: it is made under another name and renamed.
 */
import { mkdir, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { containerRoot } from "../../launch/launcher.ts";
import { plainSurroundings, venvPath } from "../../model/image.ts";
import type { RunningBuild } from "../image-builder.ts";
import { BuildFailure } from "./build-failure.ts";
import type { BaseLayers } from "./base-layers.ts";
import { isThere, type LayerStore } from "./layer-store.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { openDirectory, type Sandbox } from "./sandbox.ts";
import { removeTree } from "./trees.ts";

const target = "/__lydian/packages";
const unfinished = /\.new$/;

export interface FetchParts {
  readonly bases: BaseLayers;
  readonly layers: LayerStore;
  readonly sandbox: Sandbox;
}

export class FetchedPackages {
  readonly #directory: string;
  readonly #parts: FetchParts;
  readonly #fetching = new OneAtATime();

  constructor(directory: string, parts: FetchParts) {
    this.#directory = directory;
    this.#parts = parts;
  }

  /** Clears away what was half fetched when a server was killed. */
  async sweep(): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#directory))
      if (unfinished.test(name)) await removeTree(join(this.#directory, name));
  }

  async has(name: string): Promise<boolean> {
    return await isThere(this.folder(name));
  }

  folder(name: string): string {
    return join(this.#directory, name);
  }

  /**
   * The folder with these packages and all that they need, without running any code of theirs. `arrange`
   * may change it before it counts.
   */
  async fetch(
    name: string,
    order: {
      readonly packages: readonly string[];
      readonly pythonVersion: string;
      readonly arrange?: (folder: string) => Promise<void>;
    },
    build: RunningBuild,
  ): Promise<string> {
    return await this.#fetching.get(
      name,
      async () => ((await this.has(name)) ? this.folder(name) : undefined),
      () => this.#fetch(name, order, build),
    );
  }

  async #fetch(
    name: string,
    { packages, pythonVersion, arrange }: Parameters<FetchedPackages["fetch"]>[1],
    build: RunningBuild,
  ): Promise<string> {
    const { bases, layers, sandbox } = this.#parts;
    const { layer } = await bases.get(pythonVersion, build);
    const folder = `${this.folder(name)}.new`;
    const files = `${this.folder(name)}.files.new`;
    await Promise.all([removeTree(folder), removeTree(files)]);
    await Promise.all([openDirectory(folder, "."), openDirectory(files, ".")]);
    try {
      build.log(`=> Fetching ${packages.join(" ")}\n`);
      const pip = [`${containerRoot}${venvPath}/bin/python`, "-m", "pip", "install", "--quiet"];
      const options = ["--only-binary", ":all:", "--target", `${containerRoot}${target}`];
      const exit = await sandbox.run(
        {
          interpreter: layer.interpreter,
          files,
          venv: layers.venvOf(layer.venv),
          isVenvWritable: false,
          binds: [{ source: folder, target, isWritable: true }],
        },
        {
          words: [...pip, ...options, ...packages],
          environment: plainSurroundings.environment,
          workingDirectory: "/root",
        },
        build,
      );
      if (exit.code !== 0)
        throw new BuildFailure(
          `"${packages.join(" ")}" could not be fetched for Python ${pythonVersion}: see above, and whether this server reaches the package index`,
        );
      await arrange?.(folder);
      await rename(folder, this.folder(name));
      return this.folder(name);
    } finally {
      await Promise.all([removeTree(folder), removeTree(files)]);
    }
  }
}
