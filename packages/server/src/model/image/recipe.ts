/** Turns the instructions of a Dockerfile into what is done here, or says what cannot be. */
import { LydianError } from "../error.ts";
import type { ImageBase, ImageRecipe, ImageStep, ImageSurroundings } from "../image.ts";
import { plainSurroundings, uvPath } from "../image.ts";
import type { ImageId } from "../ids.ts";
import type { MountedFile } from "../mount.ts";
import { absolutePath } from "./absolute-path.ts";
import { aptPackages } from "./apt-packages.ts";
import { copiedFiles } from "./copied-files.ts";
import { withoutSlimLines } from "./debian-slim.ts";
import { type Instruction, parseDockerfile } from "./dockerfile.ts";
import { expand, type Lookup, wordsOf } from "./words.ts";

/** What a recipe is read from. */
export interface ImageSource {
  /** Lines of a Dockerfile. */
  readonly lines: readonly string[];
  /** Images by the names that `FROM` calls them. */
  readonly bases: ReadonlyMap<string, ImageId>;
  /** What such an image hands on. */
  readonly surroundingsOf: (imageId: ImageId) => ImageSurroundings;
  /** Files that may be copied. */
  readonly context: readonly MountedFile[];
  readonly buildArguments: Readonly<Record<string, string>>;
  /** The interpreter that is put into an image of another kind, such as "3.12". */
  readonly addedPython?: string;
  readonly hasGpu: boolean;
}

/** What cannot be had, and what can. */
const hint = "images here are virtual environments on this machine's own system";

/**
 * @throws LydianError `invalid-argument` for what no Dockerfile may say, `unimplemented` for what this
 *   server cannot honour, in a sentence that says what to do instead.
 */
export function readRecipe(source: ImageSource): ImageRecipe {
  const reader = new RecipeReader(source);
  for (const instruction of withoutSlimLines(parseDockerfile(source.lines.join("\n"))))
    reader.read(instruction);
  return reader.finish();
}

class RecipeReader {
  readonly #source: ImageSource;
  readonly #steps: ImageStep[] = [];
  readonly #warnings: string[] = [];
  readonly #arguments: Record<string, string> = {};
  #base: ImageBase | undefined;
  #surroundings: ImageSurroundings = plainSurroundings;

  constructor(source: ImageSource) {
    this.#source = source;
  }

  finish(): ImageRecipe {
    if (this.#base === undefined)
      throw new LydianError("invalid-argument", "Cannot build an image: its first instruction must be FROM");
    if (this.#source.hasGpu)
      this.#warnings.push("The image is built without a GPU: this server has none to give");
    return {
      base: this.#base,
      steps: this.#steps,
      surroundings: this.#surroundings,
      warnings: this.#warnings,
    };
  }

  read(instruction: Instruction): void {
    const { name } = instruction;
    if (this.#base === undefined && name !== "ARG" && name !== "FROM")
      throw new LydianError("invalid-argument", `Cannot build an image: ${name} comes before FROM`);
    switch (name) {
      case "FROM":
        return this.#from(instruction);
      case "ARG":
        return this.#argument(instruction);
      case "ENV":
        return this.#env(instruction);
      case "WORKDIR":
        return this.#workdir(instruction);
      case "SHELL":
        return this.#shell(instruction);
      case "RUN":
        return this.#run(instruction);
      case "COPY":
      case "ADD":
        return this.#copy(instruction);
      default:
        return this.#other(instruction);
    }
  }

  #from({ text }: Instruction): void {
    const [reference = "", ...rest] = wordsOf(text, this.#lookup);
    if (this.#base !== undefined)
      throw new LydianError(
        "unimplemented",
        `Cannot build "FROM ${text}": an image is made in one stage here`,
      );
    if (rest.length > 0 && rest[0]?.toUpperCase() !== "AS")
      throw new LydianError("invalid-argument", `Cannot build "FROM ${text}": give one image`);
    const imageId = this.#source.bases.get(reference);
    if (imageId === undefined) {
      this.#base = { kind: "python", version: this.#pythonOf(reference) };
      return;
    }
    this.#base = { kind: "image", imageId };
    this.#surroundings = this.#source.surroundingsOf(imageId);
  }

  #pythonOf(reference: string): string {
    const [, version, rest = ""] =
      /^(?:docker\.io\/)?(?:library\/)?python:(\d+\.\d+)(.*)$/.exec(reference) ?? [];
    const isFree = /t(-|$)/.test(rest.replace(/^\.\d+/, ""));
    if (version === undefined || isFree)
      throw new LydianError(
        "unimplemented",
        `Cannot build from "${reference}": ${hint}; use modal.Image.debian_slim(python_version=…)`,
      );
    const used = this.#source.addedPython ?? version;
    if (!rest.endsWith(slimMark))
      this.#warnings.push(
        `"${reference}" is Python ${used} of this machine here, without the other files of that image`,
      );
    return used;
  }

  #argument({ text }: Instruction): void {
    for (const word of wordsOf(text, this.#lookup)) {
      const [, name = word, ofFile] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
      const value = this.#source.buildArguments[name] ?? ofFile;
      if (value !== undefined) this.#arguments[name] = value;
    }
  }

  #env({ text }: Instruction): void {
    const [, first = "", rest = ""] = /^([^\s=]+)\s+(.*)$/s.exec(text) ?? [];
    const words = first === "" ? wordsOf(text, this.#lookup) : [`${first}=${expand(rest, this.#lookup)}`];
    const before = this.#surroundings.environment;
    const set = words.map((word) => {
      const [, name, value = ""] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
      if (name === undefined)
        throw new LydianError("invalid-argument", `Cannot build "ENV ${text}": write NAME=value`);
      return { kind: "env", name, value } as const;
    });
    this.#steps.push(...set);
    const changes = Object.fromEntries(set.map(({ name, value }) => [name, value]));
    this.#surroundings = { ...this.#surroundings, environment: { ...before, ...changes } };
  }

  #workdir({ text }: Instruction): void {
    const path = absolutePath(expand(text, this.#lookup), this.#surroundings.workingDirectory);
    this.#steps.push({ kind: "workdir", path });
    this.#surroundings = { ...this.#surroundings, workingDirectory: path };
  }

  #shell({ text }: Instruction): void {
    const shell = jsonWords(text);
    if (shell === undefined || shell.length === 0)
      throw new LydianError("invalid-argument", `Cannot build "SHELL ${text}": write a JSON list of words`);
    this.#surroundings = { ...this.#surroundings, shell };
  }

  #run({ text, flags }: Instruction): void {
    for (const [flag, value] of Object.entries(flags)) {
      if (flag !== "mount" || !value.includes("type=cache"))
        throw new LydianError(
          "unimplemented",
          `Cannot build "RUN --${flag}": no flag but a cache is known here`,
        );
      this.#warnings.push(`A cache of "RUN ${text}" is not kept between builds`);
    }
    if (this.#source.addedPython !== undefined && text === addedPythonLink) return;
    const words = jsonWords(text);
    const packages = aptPackages(text);
    if (packages !== undefined) {
      if (packages.length > 0) this.#steps.push({ kind: "system-packages", names: packages });
      return;
    }
    if (/(^|[\s;&|(])uv\s/.test(text)) this.#addUv();
    this.#steps.push({
      kind: "run",
      command: words ?? [...this.#surroundings.shell, text],
      text,
      variables: { ...this.#arguments },
    });
  }

  /** Official base images have it on their `PATH`. */
  #addUv(): void {
    const { environment } = this.#surroundings;
    const directory = uvPath.slice(0, uvPath.lastIndexOf("/"));
    this.#steps.push({ kind: "uv", path: uvPath });
    if (environment["PATH"]?.split(":").includes(directory) === true) return;
    this.#env({ name: "ENV", flags: {}, text: `PATH=$PATH:${directory}` });
  }

  #copy({ name, text, flags }: Instruction): void {
    const words = jsonWords(text) ?? wordsOf(text, this.#lookup);
    const [target, ...sources] = [words.at(-1) ?? "", ...words.slice(0, -1)];
    const { from, chown, chmod, ...others } = flags;
    if (from !== undefined) return this.#copyTool(from, sources, target);
    if (this.#source.addedPython !== undefined && sources.every((path) => path === "/python/.")) return;
    const [unknown] = Object.keys(others).filter((flag) => flag !== "link");
    if (unknown !== undefined || sources.length === 0)
      throw new LydianError(
        "unimplemented",
        `Cannot build "${name} ${unknown === undefined ? text : `--${unknown}`}": it is not known here`,
      );
    if (name === "ADD" && sources.some((path) => /^[a-z]+:\/\/|\.(tar|tgz|zip)(\.\w+)?$/.test(path)))
      throw new LydianError("unimplemented", `Cannot build "ADD ${text}": fetch or unpack it in a RUN line`);
    if (chown !== undefined)
      this.#warnings.push(`"${name} ${text}" gives the files to nobody else: --chown is left out`);
    const path = absolutePath(target, this.#surroundings.workingDirectory);
    const isDirectory = /(^|\/)\.{0,2}$/.test(target);
    const files = copiedFiles(this.#source.context, sources, { path, isDirectory });
    const mode = chmod === undefined ? undefined : Number.parseInt(chmod, 8);
    const placed = mode === undefined ? files : files.map((file) => ({ ...file, mode }));
    this.#steps.push({ kind: "copy", text: `${name} ${text}`, files: placed });
  }

  #copyTool(from: string, sources: readonly string[], target: string): void {
    if (!/(^|\/)astral-sh\/uv(:|@|$)/.test(from) || sources.some((path) => path !== "/uv"))
      throw new LydianError(
        "unimplemented",
        `Cannot copy from "${from}": ${hint}, and other images are not fetched`,
      );
    const path = /\/$/.test(target) ? `${target}uv` : target;
    this.#steps.push({ kind: "uv", path: absolutePath(path, this.#surroundings.workingDirectory) });
  }

  #other({ name, text }: Instruction): void {
    const isHarmless = ["CMD", "EXPOSE", "HEALTHCHECK", "LABEL", "MAINTAINER", "STOPSIGNAL"].includes(name);
    if (isHarmless || (name === "ENTRYPOINT" && text === "[]")) return;
    if (["ENTRYPOINT", "USER", "VOLUME"].includes(name)) {
      this.#warnings.push(`"${name} ${text}" has no effect here`);
      return;
    }
    throw new LydianError(
      "unimplemented",
      `Cannot build "${name} ${text}": the instruction is not known here`,
    );
  }

  readonly #lookup: Lookup = (name) => this.#surroundings.environment[name] ?? this.#arguments[name];
}

/** What clients do where they put an interpreter into an image: it is there as the base here. */
const addedPythonLink = "ln -s /usr/local/bin/python3 /usr/local/bin/python";

/** How `debian-slim.ts` marks the reference of an image that is nothing but Python. */
const slimMark = "-slim-bookworm";

/** The words of the form that Dockerfiles call exec. */
function jsonWords(text: string): readonly string[] | undefined {
  if (!text.startsWith("[")) return undefined;
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.every((word) => typeof word === "string") ? words : undefined;
  } catch {
    return undefined;
  }
}
