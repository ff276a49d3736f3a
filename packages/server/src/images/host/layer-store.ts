/**
 * Images on disk: a folder each, with the virtual environment and the files that steps made elsewhere.
 *
 * - Y1. A layer is there if and only if its `layer.json` is: that is written last and removed first.
 * - Y2. A layer that changes nothing of its base's environment or files names the folder of the one
 *   that made them, instead of copying it.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImageId } from "../../model/ids.ts";
import type { ImageSurroundings } from "../../model/image.ts";
import type { Interpreter } from "./interpreters.ts";
import type { ShownFiles } from "./shown-files.ts";
import { removeTree } from "./trees.ts";

/** An image, or what all images of one Python begin with. */
export type LayerId = ImageId | `base-${string}`;

export interface Layer {
  readonly interpreter: Interpreter;
  /** Whose `venv` and `files` are this layer's. */
  readonly venv: LayerId;
  readonly files: LayerId;
  /** Paths at which it sees the program uv. */
  readonly uvPaths: readonly string[];
  readonly surroundings: ImageSurroundings;
  readonly shown: ShownFiles;
}

const record = "layer.json";

export class LayerStore {
  readonly #directory: string;
  readonly #known = new Map<LayerId, Layer>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Clears away what was half built when a server was killed. */
  async sweep(): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#directory)) {
      const path = join(this.#directory, name);
      if (!(await isThere(join(path, record)))) await removeTree(path);
    }
  }

  venvOf(id: LayerId): string {
    return join(this.#directory, id, "venv");
  }

  filesOf(id: LayerId): string {
    return join(this.#directory, id, "files");
  }

  /** An empty folder, in place of what was there. */
  async begin(id: LayerId): Promise<void> {
    await this.remove(id);
    await mkdir(join(this.#directory, id), { recursive: true, mode: 0o755 });
  }

  async finish(id: LayerId, layer: Layer): Promise<void> {
    const path = join(this.#directory, id, record);
    await writeFile(`${path}.new`, JSON.stringify(layer));
    await rename(`${path}.new`, path);
    this.#known.set(id, layer);
  }

  /** Nothing if it is not there, or if its interpreter or the layers that it names are gone. */
  async read(id: LayerId): Promise<Layer | undefined> {
    const layer = this.#known.get(id) ?? (await this.#load(id));
    if (layer === undefined) return undefined;
    const needed = [
      join(this.#directory, id, record),
      this.venvOf(layer.venv),
      this.filesOf(layer.files),
      layer.interpreter.path,
    ];
    const there = await Promise.all(needed.map(isThere));
    return there.every(Boolean) ? layer : undefined;
  }

  async list(): Promise<readonly LayerId[]> {
    return (await readdir(this.#directory)) as LayerId[]; // nobody else makes folders here
  }

  async remove(id: LayerId): Promise<void> {
    const path = join(this.#directory, id);
    this.#known.delete(id);
    await rm(join(path, record), { force: true });
    await removeTree(path);
  }

  async #load(id: LayerId): Promise<Layer | undefined> {
    try {
      const layer = JSON.parse(await readFile(join(this.#directory, id, record), "utf8")) as Layer; // as `finish` wrote it
      this.#known.set(id, layer);
      return layer;
    } catch {
      return undefined;
    }
  }
}

export async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
