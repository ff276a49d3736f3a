/**
 * Images built for real, by this machine's Python and pip and a launcher: only what is installed comes
 * from a folder of small packages, made here, in place of a package index.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { probeBubblewrap } from "../../launch/bubblewrap/probe.ts";
import type { Launcher, LaunchSpec } from "../../launch/launcher.ts";
import { ProcessLauncher } from "../../launch/process/process-launcher.ts";
import type { ImageId } from "../../model/ids.ts";
import { type ImageRecipe, plainSurroundings } from "../../model/image.ts";
import { readRecipe } from "../../model/image/recipe.ts";
import type { BuildOrder, BuildOutcome } from "../image-builder.ts";
import type { PythonEnvironment } from "../python-environments.ts";
import { HostImages, type HostImagesParts } from "./host-images.ts";
import { type Interpreter, Interpreters, type InterpreterPlaces } from "./interpreters.ts";
import { removeTree } from "./trees.ts";

const run = promisify(execFile);

export const pythons: InterpreterPlaces = {
  given: [],
  paths: [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"],
  installations: [],
};

/** The Python to test with, or why there is none. */
export async function findInterpreter(): Promise<Interpreter | string> {
  const interpreters = new Interpreters(pythons);
  const [minor] = (await interpreters.minors()).toReversed();
  return minor === undefined ? "there is no Python 3.9 or later with venv" : await interpreters.find(minor);
}

const wheelProgram = `
import sys, zipfile
folder, name, version, *modules = sys.argv[1:]
info = f"{name}-{version}.dist-info"
files = {f"{module}/__init__.py": f"version = {version!r}\\n" for module in modules}
files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n"
files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
files[f"{info}/RECORD"] = "".join(f"{path},,\\n" for path in [*files, f"{info}/RECORD"])
with zipfile.ZipFile(f"{folder}/{name}-{version}-py3-none-any.whl", "w") as wheel:
    for path, content in files.items():
        wheel.writestr(path, content)
`;

export interface Workshop {
  readonly directory: string;
  readonly launcher: Launcher;
  readonly python: Interpreter;
  /** A server's images in this directory, as after a start. */
  open(
    options?: Pick<Partial<HostImagesParts>, "allowsUnisolatedBuilds" | "diskReserveBytes" | "memoryMiBMax">,
  ): HostImages;
  close(): Promise<void>;
}

/** Or why the launcher does not work here. */
export async function openWorkshop(
  name: Launcher["name"],
  python: Interpreter,
  directory = mkdtempSync(join(tmpdir(), "lydian-images-")),
): Promise<Workshop | string> {
  const runDirectory = join(directory, "run");
  const wheels = join(directory, "wheels");
  const launcher = await launcherOf(name, runDirectory);
  if (typeof launcher === "string") {
    rmSync(directory, { recursive: true, force: true });
    return launcher;
  }
  mkdirSync(wheels, { recursive: true });
  const packages = [
    ["small", "1.0", "small"],
    ["cbor2", "5.0", "cbor2"],
    ["modal", "1.0.0", "modal", "modal_proto", "modal_version"],
  ];
  if (readdirSync(wheels).length === 0)
    for (const words of packages) await run(python.path, ["-c", wheelProgram, wheels, ...words]);
  let count = 0;
  return {
    directory,
    launcher,
    python,
    open: (options = {}) =>
      new HostImages({
        directory: join(directory, "images"),
        launcher,
        newContainerId: () => `ta-IMAGE${process.pid}X${(count += 1)}`,
        pythons: { ...pythons, given: [python.path] },
        packageIndex: {
          environment: { PIP_FIND_LINKS: wheels, PIP_NO_INDEX: "1", PIP_SECRET_TOKEN: "not for builds" },
          configurations: [],
        },
        allowsUnisolatedBuilds: true,
        memoryMiBMax: 1024,
        ...options,
      }),
    close: () => removeTree(directory),
  };
}

/** With whichever launcher works here, or why nothing can be built. */
export async function openAnyWorkshop(): Promise<Workshop | string> {
  const interpreter = await findInterpreter();
  if (typeof interpreter === "string") return interpreter;
  const isolated = await openWorkshop("bubblewrap", interpreter);
  return typeof isolated === "string" ? await openWorkshop("process", interpreter) : isolated;
}

async function launcherOf(name: Launcher["name"], runDirectory: string): Promise<Launcher | string> {
  if (name === "process") return await ProcessLauncher.create({ runDirectory });
  const probe = await probeBubblewrap({ runDirectory });
  return probe.passed ? probe.launcher : probe.reason;
}

export interface Making {
  readonly lines: readonly string[];
  readonly base?: { readonly imageId: ImageId; readonly recipe: ImageRecipe };
  readonly secrets?: Readonly<Record<string, string>>;
  /** Calls the function that makes the last step. */
  readonly call?: BuildOrder["call"];
  /** Files of the context, by path. */
  readonly files?: Readonly<Record<string, { readonly content: string; readonly mode: number }>>;
}

export function orderOf(
  imageId: ImageId,
  { lines, base, secrets = {}, files = {}, call }: Making,
): { readonly order: BuildOrder; readonly recipe: ImageRecipe } {
  const before = base?.recipe.surroundings ?? plainSurroundings;
  const recipe = readRecipe({
    lines,
    bases: new Map(base === undefined ? [] : [["base", base.imageId]]),
    surroundingsOf: () => before,
    context: Object.entries(files).map(([path, { content, mode }]) => ({
      path,
      // Their names do here: contents are looked up by them.
      sha256: content,
      mode,
      size: content.length,
    })),
    buildArguments: {},
    hasGpu: false,
  });
  const order: BuildOrder = {
    imageId,
    base: recipe.base,
    steps: call === undefined ? recipe.steps : [...recipe.steps, functionStep],
    before,
    after: recipe.surroundings,
    secrets,
    content: async (sha256) => Readable.from([Buffer.from(sha256)]),
    call: call ?? (async () => assert.fail("no step of it calls a function")),
  };
  return { order, recipe };
}

const functionStep = {
  kind: "function",
  name: "prepare",
  digest: "d",
  argument: { format: "cbor", data: new Uint8Array() },
} as const;

export interface Made {
  readonly imageId: ImageId;
  readonly recipe: ImageRecipe;
  readonly outcome: BuildOutcome;
  readonly log: string;
}

export async function make(
  images: HostImages,
  imageId: ImageId,
  making: Making,
  signal = new AbortController().signal,
): Promise<Made> {
  const { order, recipe } = orderOf(imageId, making);
  let log = "";
  const outcome = await images.build(order, { signal, log: (said) => (log += said) });
  return { imageId, recipe, outcome, log };
}

/** The same, which must succeed. */
export async function made(images: HostImages, imageId: ImageId, making: Making): Promise<Made> {
  const result = await make(images, imageId, making);
  assert.deepEqual(result.outcome, { kind: "built" }, result.log);
  return result;
}

/** Nothing but Python, and the client: made once, and never changed by what is made of it. */
export async function slim(images: HostImages, { python }: Workshop): Promise<Made> {
  const base = await made(images, "im-slim", { lines: [`FROM python:${python.minor}.1-slim-bookworm`] });
  const build = { log: () => undefined, signal: new AbortController().signal };
  assert.deepEqual(await images.addClient("1.0.0", python.minor, build), { kind: "built" });
  return base;
}

/** A server's images, with nothing but Python in them. */
export interface Opened {
  readonly images: HostImages;
  readonly base: Made;
}

let containers = 0;

/** Runs a Python program in a container of the image; what it printed. */
export async function runIn(
  { launcher }: Workshop,
  environment: PythonEnvironment,
  program: string,
  { user = "own" }: Pick<LaunchSpec, "user"> = {},
): Promise<string> {
  containers += 1;
  const spec: LaunchSpec = {
    containerId: `ta-RUN${process.pid}X${containers}`,
    command: [environment.python, "-c", program],
    environment: {
      ...environment.environment,
      LYDIAN_ROOT: "%LYDIAN_ROOT%",
      PYTHONPATH: "%LYDIAN_ROOT%/pkg",
    },
    readOnlyPaths: [],
    sockets: [],
    binds: environment.binds,
    directories: environment.directories,
    links: environment.links,
    root: "writable",
    user,
    workingDirectory: `%LYDIAN_ROOT%${environment.workingDirectory}`,
    home: "%LYDIAN_ROOT%/root",
    blockNetwork: false,
  };
  const container = await launcher.launch(spec);
  const [stdout, stderr, exit] = await Promise.all([
    text(container.stdout),
    text(container.stderr),
    container.exited,
  ]);
  assert.equal(exit.code, 0, stderr);
  return stdout;
}
