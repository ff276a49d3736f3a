import { lstat, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LydianError } from "../../model/error.ts";
import type { BuildOrder, RunningBuild } from "../image-builder.ts";
import type { BaseLayer, BaseLayers } from "./base-layers.ts";
import type { FetchedPackages } from "./fetched-packages.ts";
import type { Layer, LayerId, LayerStore } from "./layer-store.ts";
import type { Sandbox } from "./sandbox.ts";
import { filesInSettings, shownFiles } from "./shown-files.ts";
import { type StepParts, StepRunner } from "./steps.ts";
import { copyTree } from "./trees.ts";

export interface BuildParts {
  readonly bases: BaseLayers;
  readonly layers: LayerStore;
  readonly sandbox: Sandbox;
  readonly packages: FetchedPackages;
  readonly workDirectory: string;
  readonly drafts: StepParts["drafts"];
}

/** Makes a layer. Throws `BuildFailure` for what its author did; leaves nothing behind in any case but success. */
export async function buildLayer(parts: BuildParts, order: BuildOrder, build: RunningBuild): Promise<void> {
  const { layers } = parts;
  try {
    const base = await baseOf(parts, order, build);
    await layers.begin(order.imageId);
    await layers.finish(order.imageId, await addSteps(parts, { order, base, build }));
  } catch (error) {
    await layers.remove(order.imageId);
    throw error;
  }
}

async function baseOf(parts: BuildParts, { base }: BuildOrder, build: RunningBuild): Promise<BaseLayer> {
  if (base.kind === "python") return await parts.bases.get(base.version, build);
  const layer = await parts.layers.read(base.imageId);
  if (layer !== undefined) return { id: base.imageId, layer };
  throw new LydianError(
    "failed-precondition",
    `Image "${base.imageId}", on which this one is built, is gone: deploy again`,
  );
}

async function addSteps(
  parts: BuildParts,
  {
    order,
    base,
    build,
  }: { readonly order: BuildOrder; readonly base: BaseLayer; readonly build: RunningBuild },
): Promise<Layer> {
  const { layers, packages, sandbox, workDirectory, drafts } = parts;
  const { imageId, steps } = order;
  const { layer } = base;
  const runs = steps.some(({ kind }) => kind === "run" || kind === "function");
  const changesFiles = runs || steps.some(({ kind }) => kind === "copy");
  const venv = runs ? imageId : layer.venv;
  const files = changesFiles ? imageId : layer.files;
  if (runs) await copyTree(layers.venvOf(layer.venv), layers.venvOf(imageId), build.signal);
  if (changesFiles) await copyTree(layers.filesOf(layer.files), layers.filesOf(imageId), build.signal);
  if (runs && !sandbox.hasRoot) await moveEnvironment(layers, layer.venv, imageId);
  const directories = {
    interpreter: layer.interpreter,
    files: layers.filesOf(files),
    venv: layers.venvOf(venv),
    isVenvWritable: runs,
    binds: [],
  };
  const contextDirectory = join(workDirectory, `context-${imageId}`);
  const runner = new StepRunner({ sandbox, packages, contextDirectory, drafts }, order, {
    directories,
    uvPaths: layer.uvPaths,
    build,
  });
  for (const step of steps) await runner.run(step);
  const { uvPaths } = runner;
  const hidden = [...uvPaths, layer.interpreter.prefix, "/opt/venv"];
  const shown = changesFiles ? await shownFiles(directories.files, hidden) : layer.shown;
  if (changesFiles) await tellLost(directories.files, build);
  return { interpreter: layer.interpreter, venv, files, uvPaths, surroundings: order.after, shown };
}

async function tellLost(files: string, { log }: RunningBuild): Promise<void> {
  const lost = await filesInSettings(files);
  if (lost.length > 0)
    log(
      `Warning: ${lost.slice(0, 5).join(", ")} will not be there: containers see this machine's own /etc\n`,
    );
}

const scriptBytesMax = 64 * 1024;

/** Without a root of its own, an environment's programs name where it lies: by its folder, or by its image's files. */
async function moveEnvironment(layers: LayerStore, from: LayerId, to: LayerId): Promise<void> {
  const venv = layers.venvOf(to);
  const names = await readdir(join(venv, "bin"));
  for (const path of [join(venv, "pyvenv.cfg"), ...names.map((name) => join(venv, "bin", name))]) {
    const found = await lstat(path);
    if (!found.isFile() || found.size > scriptBytesMax) continue;
    const text = await readFile(path, "latin1");
    const moved = text
      .replaceAll(layers.venvOf(from), venv)
      .replaceAll(layers.filesOf(from), layers.filesOf(to));
    if (moved !== text) await writeFile(path, moved, "latin1");
  }
}
