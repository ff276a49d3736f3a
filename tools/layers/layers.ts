/**
 * Checks files against the table. Works on paths and texts alone, so that its tests need no disk.
 *
 * - A1. A file imports only its own room and what its room's row allows.
 * - A2. Packages are entered by the entries in their package.json, never by a path.
 * - A3. What is installed is declared by the package that imports it.
 * - A4. Pure rooms read no clock, no randomness, no environment.
 * - A5. No import cycles, type imports included.
 * - A6. Only the files named in the table read the environment.
 */
import { posix } from "node:path";
import { findCycles } from "./cycles.ts";
import { findImports } from "./imports.ts";
import { findEnvironmentReads, findImpurities } from "./purity.ts";
import { environmentReaders, type Room, rooms } from "./table.ts";

export interface Package {
  readonly name: string;
  /** Relative to the repository, without a slash at the end; empty for the root. */
  readonly folder: string;
  /** `.` and the other keys of `exports`. */
  readonly entries: readonly string[];
  readonly dependencies: readonly string[];
}

export interface Repository {
  /** Path to text. */
  readonly files: ReadonlyMap<string, string>;
  readonly packages: readonly Package[];
}

interface Context {
  readonly repository: Repository;
  readonly file: string;
  readonly room: Room;
  readonly package: Package;
}

/** All violations, as `file:line: sentence`. */
export function checkLayers(repository: Repository): readonly string[] {
  const problems: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, text] of repository.files) {
    const room = roomOf(file);
    const owner = packageOf(repository, file);
    if (room === undefined || owner === undefined) {
      problems.push(`${file}:1: it is in no room of tools/layers/table.ts`);
      continue;
    }
    const context = { repository, file, room, package: owner };
    const targets: string[] = [];
    for (const { specifier, isProgram, line } of findImports(text)) {
      const target = resolve(context, specifier);
      if (target !== undefined && !isProgram) targets.push(target);
      const problem = judge(context, specifier, target);
      if (problem !== undefined) problems.push(`${file}:${line}: ${problem}`);
    }
    graph.set(file, targets);
    problems.push(...contentProblems(context, text));
  }
  const cycles = findCycles(graph).map((cycle) => `${cycle[0]}:1: import cycle: ${cycle.join(" → ")}`);
  return [...problems, ...cycles];
}

export function roomOf(file: string): Room | undefined {
  return rooms.find((room) => room.files.test(file));
}

function packageOf(repository: Repository, file: string): Package | undefined {
  return repository.packages
    .filter(({ folder }) => folder === "" || file.startsWith(`${folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

/** The path of a relative import. */
function resolve(context: Context, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return posix.join(posix.dirname(context.file), specifier);
}

/** What is wrong with an import, or `undefined`. */
function judge(context: Context, specifier: string, target: string | undefined): string | undefined {
  if (target !== undefined) return judgeRelative(context, target);
  if (specifier.startsWith("node:")) return judgeNode(context.room, specifier.slice(5));
  const name = packageNameOf(specifier);
  const ours = context.repository.packages.find((candidate) => candidate.name === name);
  return ours === undefined ? judgeInstalled(context, name) : judgeEntry(context, ours, specifier);
}

function judgeRelative(
  { repository, file, room, package: owner }: Context,
  target: string,
): string | undefined {
  const isExample = target.startsWith("examples/") && !file.startsWith("packages/");
  if (packageOf(repository, target) !== owner && !isExample) {
    return `"${target}" is in another package: import that package by its name`;
  }
  if (!repository.files.has(target) && !/\/gen\/|\.(json|mjs|js)$/.test(target)) {
    return `"${target}" does not exist`;
  }
  const targetRoom = roomOf(target);
  if (targetRoom === undefined || targetRoom === room || room.rooms.includes("*")) return undefined;
  if (room.rooms.includes(targetRoom.name)) return undefined;
  // Contract suites are imported by tests alone; a port's room is what its suite is for.
  return `${room.name} must not import ${targetRoom.name} ("${target}" from "${file}")`;
}

function judgeNode(room: Room, name: string): string | undefined {
  if (room.node === undefined || room.node.includes(name)) return undefined;
  return `${room.name} must not import "node:${name}"`;
}

function judgeInstalled({ room, package: owner }: Context, name: string): string | undefined {
  if (!owner.dependencies.includes(name)) return `"${name}" is not declared in ${owner.folder}/package.json`;
  if (room.packages === undefined || room.packages.includes(name)) return undefined;
  return `${room.name} must not import "${name}"`;
}

function judgeEntry(
  { room, package: owner }: Context,
  target: Package,
  specifier: string,
): string | undefined {
  const entry = `.${specifier.slice(target.name.length)}`;
  if (target === owner) return `"${specifier}" is its own package: import by a relative path`;
  if (!target.entries.includes(entry)) return `"${specifier}" is not an entry of ${target.name}`;
  const isDeclared = owner.folder === "" || owner.dependencies.includes(target.name);
  if (!isDeclared) return `"${target.name}" is not declared in ${owner.folder}/package.json`;
  if (room.entries.includes("*") || room.entries.includes(specifier)) return undefined;
  return `${room.name} must not import "${specifier}"`;
}

/** `@scope/name` or `name`, without the path behind it. */
function packageNameOf(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

function contentProblems({ file, room }: Context, text: string): readonly string[] {
  const problems: string[] = [];
  if (room.isPure === true) {
    for (const { line, message } of findImpurities(text, room.isSynchronous === true)) {
      problems.push(`${file}:${line}: ${message}`);
    }
  }
  const mayRead = environmentReaders.some((reader) => reader.file.test(file));
  if (file.startsWith("packages/") && room.name !== "tests" && !mayRead) {
    for (const line of findEnvironmentReads(text)) {
      problems.push(`${file}:${line}: only the files in tools/layers/table.ts read the environment`);
    }
  }
  return problems;
}
