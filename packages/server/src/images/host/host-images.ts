/** Images as virtual environments of this machine's own Pythons, and folders of files beside them. */
import { join } from "node:path";
import { containerRoot, type Launcher } from "../../launch/launcher.ts";
import { LydianError } from "../../model/error.ts";
import type { ContainerId, ImageId } from "../../model/ids.ts";
import { venvPath } from "../../model/image.ts";
import type { BuildOrder, BuildOutcome, ImageBuilder, RunningBuild } from "../image-builder.ts";
import type { PythonEnvironment, PythonEnvironments } from "../python-environments.ts";
import { BuildFailure } from "./build-failure.ts";
import { BaseLayers } from "./base-layers.ts";
import { diskReserveBytesDefault, withReserve } from "./disk-reserve.ts";
import { type BuildParts, buildLayer } from "./build-layer.ts";
import { addClientFiles, clientBinds, clientName } from "./client-files.ts";
import { FetchedPackages } from "./fetched-packages.ts";
import { missingPackages } from "./host-packages.ts";
import { Interpreters, type InterpreterPlaces } from "./interpreters.ts";
import { isThere, type Layer, LayerStore } from "./layer-store.ts";
import { type PackageIndexPlaces, readPackageIndex } from "./package-index.ts";
import { placedPath, pythonOn } from "./placed-path.ts";
import { Sandbox } from "./sandbox.ts";
import type { Draft } from "./steps.ts";
import { removeTree } from "./trees.ts";
import { uvBinds } from "./uv.ts";

export interface HostImagesParts {
  /** Everything is kept in it. */
  readonly directory: string;
  readonly launcher: Launcher;
  readonly newContainerId: () => ContainerId;
  readonly pythons: InterpreterPlaces;
  readonly packageIndex: PackageIndexPlaces;
  /** `RUN` steps may do what they like to this machine, where the launcher does not keep them apart. */
  readonly allowsUnisolatedBuilds: boolean;
  /** Of one command of a build, where the launcher can limit it. */
  readonly memoryMiBMax: number;
  /**
   * Of the disk that `directory` is on: what builds leave free.
   *
   * @default 1 GiB
   */
  readonly diskReserveBytes?: number;
}

export class HostImages implements ImageBuilder, PythonEnvironments {
  readonly refusal: string | undefined;
  readonly #layers: LayerStore;
  readonly #interpreters: Interpreters;
  readonly #sandbox: Sandbox;
  readonly #packages: FetchedPackages;
  readonly #buildParts: BuildParts;
  readonly #disk: { readonly directory: string; readonly reserveBytes: number };
  readonly #drafts = new Map<ImageId, Draft>();
  #swept: Promise<void> | undefined;

  constructor(parts: HostImagesParts) {
    const { directory, launcher, newContainerId } = parts;
    this.refusal = refusalOf(parts);
    const hasRoot = launcher.name === "bubblewrap";
    const index = once(() => readPackageIndex(parts.packageIndex, { hasRoot }));
    const workDirectory = join(directory, "work");
    const layers = new LayerStore(join(directory, "layers"));
    const interpreters = new Interpreters(parts.pythons);
    const { memoryMiBMax } = parts;
    const sandbox = new Sandbox({ launcher, newContainerId, workDirectory, index, memoryMiBMax });
    const bases = new BaseLayers({ interpreters, layers, sandbox });
    this.#disk = { directory, reserveBytes: parts.diskReserveBytes ?? diskReserveBytesDefault };
    this.#layers = layers;
    this.#interpreters = interpreters;
    this.#sandbox = sandbox;
    this.#packages = new FetchedPackages(join(directory, "packages"), { bases, layers, sandbox });
    this.#buildParts = {
      bases,
      layers,
      sandbox,
      workDirectory,
      packages: this.#packages,
      drafts: this.#drafts,
    };
  }

  async requirePython(version: string): Promise<void> {
    await this.#interpreters.find(version);
  }

  missingPackages(names: readonly string[]): Promise<readonly string[]> {
    return missingPackages(names);
  }

  async isBuilt(imageId: ImageId): Promise<boolean> {
    return (await this.#read(imageId)) !== undefined;
  }

  hasClient(clientVersion: string, pythonVersion: string): Promise<boolean> {
    return this.#packages.has(clientName(clientVersion, pythonVersion));
  }

  async build(order: BuildOrder, build: RunningBuild): Promise<BuildOutcome> {
    return await this.#outcome(build, (running) => buildLayer(this.#buildParts, order, running));
  }

  async addClient(clientVersion: string, pythonVersion: string, build: RunningBuild): Promise<BuildOutcome> {
    const client = { clientVersion, pythonVersion };
    return await this.#outcome(build, (running) => addClientFiles(this.#packages, client, running));
  }

  async list(): Promise<readonly ImageId[]> {
    await this.#sweep();
    const ids = await this.#layers.list();
    return ids.filter((id): id is ImageId => id.startsWith("im-"));
  }

  async remove(imageId: ImageId): Promise<void> {
    await this.#layers.remove(imageId);
  }

  async environmentOf(imageId: ImageId, clientVersion: string): Promise<PythonEnvironment> {
    const layer = await this.#read(imageId);
    if (layer === undefined)
      throw new LydianError(
        "failed-precondition",
        `Image "${imageId}" is not built, or is gone: deploy again`,
      );
    const { minor } = layer.interpreter;
    const client = clientName(clientVersion, minor);
    if (!(await this.#packages.has(client)))
      throw new LydianError(
        "failed-precondition",
        `The client of version "${clientVersion}" is not there for Python ${minor}: deploy again`,
      );
    return await this.#environment(layer, this.#packages.folder(client));
  }

  async draftOf(imageId: ImageId, clientVersion: string): Promise<PythonEnvironment> {
    const draft = this.#drafts.get(imageId);
    if (draft === undefined)
      throw new LydianError("failed-precondition", `Image "${imageId}" is not being made: deploy again`);
    const { directories, surroundings, uvPaths } = draft;
    const { interpreter, files, venv } = directories;
    const { environment, workingDirectory } = surroundings;
    const path = environment["PATH"] ?? "";
    return {
      pythonVersion: interpreter.minor,
      python: `${containerRoot}${await pythonOn(path, { files, venv })}`,
      environment: { ...environment, PATH: await placedPath(path, files) },
      workingDirectory,
      directories: [],
      links: [],
      binds: [
        { source: files, target: "/", isWritable: true },
        ...this.#sandbox.interpreterBinds(interpreter),
        { source: venv, target: venvPath, isWritable: true },
        ...clientBinds(this.#packages.folder(clientName(clientVersion, interpreter.minor))),
        ...uvBinds(this.#packages, uvPaths),
      ],
    };
  }

  async #environment(layer: Layer, clientFolder: string): Promise<PythonEnvironment> {
    const { environment, workingDirectory } = layer.surroundings;
    const [files, venv] = [this.#layers.filesOf(layer.files), this.#layers.venvOf(layer.venv)];
    const path = environment["PATH"] ?? "";
    const shown = layer.shown.paths.map((target) => ({ source: join(files, target), target }));
    return {
      pythonVersion: layer.interpreter.minor,
      python: `${containerRoot}${await pythonOn(path, { files, venv })}`,
      environment: { ...environment, PATH: await placedPath(path, files) },
      workingDirectory,
      directories: layer.shown.directories.map((target) => `${containerRoot}${target}`),
      links: layer.shown.links,
      binds: [
        ...this.#sandbox.interpreterBinds(layer.interpreter),
        { source: venv, target: venvPath },
        ...clientBinds(clientFolder),
        ...shown,
        ...uvBinds(this.#packages, layer.uvPaths),
      ],
    };
  }

  /** Nothing if it, or something that it is shown, is not there (any more). */
  async #read(imageId: ImageId): Promise<Layer | undefined> {
    await this.#sweep();
    const layer = await this.#layers.read(imageId);
    const needed = layer === undefined ? [] : uvBinds(this.#packages, layer.uvPaths);
    const there = await Promise.all(needed.map(({ source }) => isThere(source)));
    return there.every(Boolean) ? layer : undefined;
  }

  /** After the launcher has swept: what it finds half built, nobody writes to any more. */
  async #sweep(): Promise<void> {
    this.#swept ??= Promise.all([
      this.#layers.sweep(),
      this.#packages.sweep(),
      removeTree(this.#buildParts.workDirectory),
    ]).then(() => undefined);
    await this.#swept;
  }

  async #outcome(build: RunningBuild, work: (build: RunningBuild) => Promise<void>): Promise<BuildOutcome> {
    await this.#sweep();
    try {
      await withReserve(this.#disk, build, work);
      return { kind: "built" };
    } catch (error) {
      if (error instanceof BuildFailure) return { kind: "failed", reason: error.message };
      throw error;
    }
  }
}

function refusalOf({ launcher, allowsUnisolatedBuilds }: HostImagesParts): string | undefined {
  if (launcher.name === "bubblewrap" || allowsUnisolatedBuilds) return undefined;
  return "containers of this server are not kept apart from its machine, so images that run commands are not built: install bubblewrap, or start the server with LYDIAN_UNISOLATED_BUILDS=1 if you trust all who deploy";
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
