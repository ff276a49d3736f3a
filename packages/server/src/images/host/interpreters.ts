/** The Pythons of this machine. */
import { execFile } from "node:child_process";
import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { LydianError } from "../../model/error.ts";

export interface Interpreter {
  /** Such as "3.11". */
  readonly minor: string;
  /** Such as "3.11.7". */
  readonly version: string;
  /** The program itself, no link and no shim. */
  readonly path: string;
  /** The directory in which it and its library are installed. */
  readonly prefix: string;
}

export interface InterpreterPlaces {
  /** Programs to ask, and nothing else; empty: look around. */
  readonly given: readonly string[];
  /** Directories of programs. */
  readonly paths: readonly string[];
  /** Directories with an installation in each of their folders. */
  readonly installations: readonly string[];
}

/** A shim that starts another program first takes 65 ms. */
const askMsMax = 10_000;

/** A machine that lacks a Python is asked again, since it may have been installed meanwhile. */
const lookAgainMs = 5_000;

const oldestMinor = 9;

const question = `
import json, os, sys, sysconfig
base = getattr(sys, "_base_executable", sys.executable) or sys.executable
lacks = None
try:
    import ensurepip, venv
except ImportError as error:
    lacks = error.name
print(json.dumps({
    "isUsable": sys.implementation.name == "cpython" and not sysconfig.get_config_var("Py_GIL_DISABLED"),
    "version": list(sys.version_info[:3]),
    "path": os.path.realpath(base),
    "prefix": os.path.realpath(sys.base_prefix),
    "lacks": lacks,
}))
`;

interface Answer {
  readonly isUsable: boolean;
  readonly version: readonly [number, number, number];
  readonly path: string;
  readonly prefix: string;
  readonly lacks: string | null;
}

export class Interpreters {
  readonly #places: InterpreterPlaces;
  #found: Promise<readonly Answer[]> | undefined;
  #lookedAtMs = 0;

  constructor(places: InterpreterPlaces) {
    this.#places = places;
  }

  async minors(): Promise<readonly string[]> {
    const usable = (await this.#all()).filter(({ lacks }) => lacks === null);
    const minors = new Set(usable.map(({ version }) => version[1]));
    return [...minors].toSorted((a, b) => a - b).map((minor) => `3.${minor}`);
  }

  /** Rejects with `failed-precondition`, naming those that are there. */
  async find(minor: string): Promise<Interpreter> {
    const found = (await this.#first(minor)) ?? (await this.#first(minor, { isAgain: true }));
    if (found !== undefined) {
      const { path, prefix, version } = found;
      return { minor, version: version.join("."), path, prefix };
    }
    const lacking = (await this.#all()).find((answer) => minorOf(answer) === minor);
    throw new LydianError("failed-precondition", refusalOf(minor, await this.minors(), lacking));
  }

  async #first(minor: string, { isAgain = false } = {}): Promise<Answer | undefined> {
    if (isAgain && performance.now() - this.#lookedAtMs > lookAgainMs) this.#found = undefined;
    const all = await this.#all();
    return all.find((answer) => answer.lacks === null && minorOf(answer) === minor);
  }

  #all(): Promise<readonly Answer[]> {
    if (this.#found === undefined) {
      this.#lookedAtMs = performance.now();
      this.#found = look(this.#places);
    }
    return this.#found;
  }
}

function minorOf({ version }: Answer): string {
  return `3.${version[1]}`;
}

/** In the order of the places; each program once, by whatever names it goes. */
async function look(places: InterpreterPlaces): Promise<readonly Answer[]> {
  const answers = await Promise.all((await candidates(places)).map(ask));
  const byPath = new Map<string, Answer>();
  for (const answer of answers) {
    const isOurs = answer?.isUsable === true && answer.version[0] === 3 && answer.version[1] >= oldestMinor;
    if (isOurs && !byPath.has(answer.path)) byPath.set(answer.path, answer);
  }
  return [...byPath.values()];
}

async function candidates({ given, paths, installations }: InterpreterPlaces): Promise<readonly string[]> {
  if (given.length > 0) return given;
  const programs = await Promise.all(
    paths.map(async (path) => {
      const names = (await list(path)).filter((name) => /^python3(\.\d+)?$/.test(name));
      return names.map((name) => join(path, name));
    }),
  );
  const installed = await Promise.all(
    installations.map(async (path) => (await list(path)).map((name) => join(path, name, "bin", "python3"))),
  );
  const all = [...programs.flat(), ...installed.flat()];
  const real = await Promise.all(all.map((path) => realpath(path).catch(() => undefined)));
  return [...new Set(real.filter((path) => path !== undefined))];
}

async function list(path: string): Promise<readonly string[]> {
  const names = await readdir(path).catch(() => []);
  return names.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

async function ask(path: string): Promise<Answer | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, ["-I", "-c", question], { timeout: askMsMax });
    return JSON.parse(stdout) as Answer; // the question was ours
  } catch {
    return undefined; // it is no Python, or a broken one
  }
}

function refusalOf(minor: string, minors: readonly string[], lacking: Answer | undefined): string {
  if (lacking !== undefined)
    return `Python ${minor} (${lacking.path}) lacks "${lacking.lacks ?? "venv"}": install its venv package, such as python${minor}-venv`;
  const there = minors.length === 0 ? "none that can make virtual environments" : minors.join(", ");
  return `This machine has no Python ${minor} (it has: ${there}): choose one with python_version=, or install Python ${minor} (LYDIAN_PYTHONS names interpreters elsewhere)`;
}
