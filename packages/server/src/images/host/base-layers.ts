/** What all images of one Python begin with: an empty virtual environment and no other files. */
import { plainSurroundings, venvPath } from "../../model/image.ts";
import type { RunningBuild } from "../image-builder.ts";
import { BuildFailure } from "./build-failure.ts";
import type { Interpreter, Interpreters } from "./interpreters.ts";
import type { Layer, LayerId, LayerStore } from "./layer-store.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { openDirectory, type Sandbox } from "./sandbox.ts";

export interface BaseLayerParts {
  readonly interpreters: Interpreters;
  readonly layers: LayerStore;
  readonly sandbox: Sandbox;
}

export interface BaseLayer {
  readonly id: LayerId;
  readonly layer: Layer;
}

export class BaseLayers {
  readonly #parts: BaseLayerParts;
  readonly #making = new OneAtATime();

  constructor(parts: BaseLayerParts) {
    this.#parts = parts;
  }

  /** The base of a Python, made if it is not there or if its interpreter is another one now. */
  async get(pythonVersion: string, build: RunningBuild): Promise<BaseLayer> {
    const interpreter = await this.#parts.interpreters.find(pythonVersion);
    const id: LayerId = `base-${pythonVersion}-${interpreter.version}`;
    const find = async (): Promise<BaseLayer | undefined> => {
      const layer = await this.#parts.layers.read(id);
      return layer?.interpreter.path === interpreter.path ? { id, layer } : undefined;
    };
    return await this.#making.get(id, find, () => this.#make(id, interpreter, build));
  }

  async #make(id: LayerId, interpreter: Interpreter, build: RunningBuild): Promise<BaseLayer> {
    const { layers, sandbox } = this.#parts;
    build.log(`=> Python ${interpreter.version} (${interpreter.path})\n`);
    try {
      await layers.begin(id);
      const files = await openDirectory(layers.filesOf(id), ".");
      const venv = await openDirectory(layers.venvOf(id), ".");
      const exit = await sandbox.run(
        { interpreter, files, venv, isVenvWritable: true, binds: [] },
        {
          // Not through the link that stands for it without a root: it refuses those.
          words: [interpreter.path, "-m", "venv", sandbox.hasRoot ? venvPath : venv],
          environment: plainSurroundings.environment,
          workingDirectory: "/root",
        },
        build,
      );
      if (exit.code !== 0)
        throw new BuildFailure(`"${interpreter.path}" could not make a virtual environment`);
      const layer: Layer = {
        interpreter,
        venv: id,
        files: id,
        uvPaths: [],
        surroundings: plainSurroundings,
        shown: { paths: [], directories: [], links: [] },
      };
      await layers.finish(id, layer);
      return { id, layer };
    } catch (error) {
      await layers.remove(id);
      throw error;
    }
  }
}
