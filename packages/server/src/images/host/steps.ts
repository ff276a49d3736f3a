/** Does the steps of a build, one after the other, to the directories of a new layer. */
import { chmod, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createWriteStream, existsSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { ContainerExit } from "../../launch/launcher.ts";
import { containerRoot } from "../../launch/launcher.ts";
import type { ImageId } from "../../model/ids.ts";
import type { ImageStep, ImageSurroundings } from "../../model/image.ts";
import type { MountedFile } from "../../model/mount.ts";
import type { BuildOrder, RunningBuild } from "../image-builder.ts";
import { BuildFailure } from "./build-failure.ts";
import type { FetchedPackages } from "./fetched-packages.ts";
import { placedPath } from "./placed-path.ts";
import type { Sandbox, Surroundings } from "./sandbox.ts";
import { removeTree } from "./trees.ts";
import { addUv, uvBinds } from "./uv.ts";

export interface StepParts {
  readonly sandbox: Sandbox;
  readonly packages: FetchedPackages;
  /** For the files of a `copy` step, until they are placed. */
  readonly contextDirectory: string;
  /** Images in which a function runs now. */
  readonly drafts: Map<ImageId, Draft>;
}

/** An image that is being made, as the next step sees it. */
export interface Draft {
  readonly directories: Surroundings;
  readonly surroundings: ImageSurroundings;
  readonly uvPaths: readonly string[];
}

/** What a failed command said last is repeated where its author looks first. */
const lastWordsMax = 2_000;

export class StepRunner {
  readonly #parts: StepParts;
  readonly #order: BuildOrder;
  readonly #build: RunningBuild;
  readonly #directories: Surroundings;
  readonly uvPaths: string[];
  #now: ImageSurroundings;
  #said = "";

  constructor(
    parts: StepParts,
    order: BuildOrder,
    options: {
      readonly directories: Surroundings;
      readonly uvPaths: readonly string[];
      readonly build: RunningBuild;
    },
  ) {
    this.#parts = parts;
    this.#order = order;
    this.#directories = options.directories;
    this.uvPaths = [...options.uvPaths];
    this.#now = order.before;
    const { log, signal } = options.build;
    this.#build = {
      signal,
      log: (text) => {
        this.#said = (this.#said + text).slice(-lastWordsMax);
        log(text);
      },
    };
  }

  async run(step: ImageStep): Promise<void> {
    const { log } = this.#build;
    switch (step.kind) {
      case "env":
        this.#now = { ...this.#now, environment: { ...this.#now.environment, [step.name]: step.value } };
        return;
      case "workdir":
        this.#now = { ...this.#now, workingDirectory: step.path };
        return;
      case "uv":
        this.uvPaths.push(step.path);
        return;
      case "system-packages":
        log(`=> ${step.names.join(", ")}: on this machine already\n`);
        return;
      case "copy":
        log(`=> ${step.text}\n`);
        return await this.#copy(step.files, step.text);
      case "function":
        log(`=> ${step.name}()\n`);
        return await this.#call(step);
      case "run":
        log(`=> RUN ${step.text}\n`);
        this.#said = "";
        return await this.#run(step);
    }
  }

  async #run(step: Extract<ImageStep, { kind: "run" }>): Promise<void> {
    const environment = { ...this.#now.environment, ...step.variables, ...this.#order.secrets };
    const exit = await this.#launch(step.command, environment);
    if (exit.code === 0) return;
    throw new BuildFailure(`"RUN ${step.text}" ${endOf(exit)}${hintFor(step.text)}${said(this.#said)}`);
  }

  /** Its container is started by whoever calls it, in the image as it is now. */
  async #call({ name, argument }: Extract<ImageStep, { kind: "function" }>): Promise<void> {
    const { imageId, call } = this.#order;
    const { files } = this.#directories;
    this.#parts.drafts.set(imageId, {
      directories: this.#directories,
      surroundings: this.#now,
      uvPaths: this.uvPaths,
    });
    try {
      const { failure, placed } = await call(argument, this.#build);
      if (failure !== undefined) throw new BuildFailure(`"${name}()" failed: ${failure}`);
      for (const path of placed) await removePlaced(files, path);
    } finally {
      this.#parts.drafts.delete(imageId);
    }
  }

  /** Placed by the builder's user, so that later steps may change what they find. */
  async #copy(files: readonly MountedFile[], text: string): Promise<void> {
    const { contextDirectory } = this.#parts;
    await removeTree(contextDirectory);
    await mkdir(contextDirectory, { recursive: true });
    await chmod(contextDirectory, 0o755);
    const contents = new Map(
      [...new Set(files.map(({ sha256 }) => sha256))].map((sha256, index) => [sha256, index]),
    );
    for (const [sha256, index] of contents) {
      const target = join(contextDirectory, String(index));
      const content = await this.#order.content(sha256);
      await pipeline(content, createWriteStream(target), { signal: this.#build.signal });
      await chmod(target, 0o644);
    }
    const placed = files.map(({ path, mode, sha256 }) => [path, mode, contents.get(sha256)]);
    const list = join(contextDirectory, "files.json");
    await writeFile(list, JSON.stringify(placed));
    await chmod(list, 0o644);
    const source = { source: contextDirectory, target: contextTarget };
    const program = [`${containerRoot}/opt/venv/bin/python`, "-I", "-c", placeProgram];
    this.#said = "";
    const exit = await this.#launch([...program, `${containerRoot}${contextTarget}`, containerRoot], {}, [
      source,
    ]);
    await removeTree(contextDirectory);
    if (exit.code !== 0) throw new BuildFailure(`"${text}" ${endOf(exit)}${said(this.#said)}`);
  }

  async #launch(
    words: readonly string[],
    environment: Readonly<Record<string, string>>,
    binds: Surroundings["binds"] = [],
  ): Promise<ContainerExit> {
    const { sandbox } = this.#parts;
    const { interpreter } = this.#directories;
    const { packages } = this.#parts;
    if (this.uvPaths.length > 0) await addUv(packages, interpreter.minor, this.#build);
    const { files } = this.#directories;
    const path = environment["PATH"] ?? this.#order.before.environment["PATH"] ?? "";
    return await sandbox.run(
      {
        ...this.#directories,
        binds: [...this.#directories.binds, ...uvBinds(packages, this.uvPaths), ...binds],
      },
      {
        words: sandbox.hasRoot ? words : words.map((word) => this.#placed(word)),
        environment: { ...environment, PATH: await placedPath(path, files) },
        workingDirectory: this.#now.workingDirectory,
      },
      this.#build,
    );
  }

  /** Clients keep files of theirs under hidden names in the root, which need a place where there is no root. */
  #placed(word: string): string {
    return word.replaceAll(/(?<![\w./%])\/(\.\w[\w.-]*)/g, (path, name: string) => {
      const isOurs = this.uvPaths.some((uv) => uv.startsWith(`${path}/`));
      return isOurs || existsSync(join(this.#directories.files, name)) ? `${containerRoot}${path}` : path;
    });
  }
}

const contextTarget = "/__lydian/context";

/** Python is there in any case; `cp` cannot give each file the mode that it should have. */
const placeProgram = `
import json, os, shutil, sys
context, root = sys.argv[1:]
with open(os.path.join(context, "files.json")) as file:
    files = json.load(file)
for path, mode, index in files:
    target = root + path
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copyfile(os.path.join(context, str(index)), target)
        os.chmod(target, mode | 0o400)
    except OSError as error:
        sys.exit("Cannot place %s: %s" % (path, error.strerror))
`;

/** A file that is where it was put; where a function has put a link on the way to it, it is somebody else's. */
async function removePlaced(files: string, path: string): Promise<void> {
  const directory = dirname(join(files, path));
  const real = await realpath(directory).catch(() => undefined);
  if (real === join(await realpath(files), dirname(path))) await rm(join(files, path), { force: true });
}

function endOf({ code, signal, exceeded }: ContainerExit): string {
  if (exceeded !== undefined) return `ran out of ${exceeded}`;
  return signal === undefined ? `ended with exit code ${code ?? "unknown"}` : `was ended by ${signal}`;
}

function hintFor(text: string): string {
  const [manager] = /\b(apt|apt-get|apk|dpkg|dnf|microdnf|yum|conda|micromamba|mamba)\b/.exec(text) ?? [];
  if (manager === undefined) return "";
  return ` (images here use this machine's own system, which ${manager} cannot change from a build: install what is needed on the machine)`;
}

function said(text: string): string {
  const lines = text.trimEnd();
  return lines === "" ? "" : `; it said last:\n${lines}`;
}
