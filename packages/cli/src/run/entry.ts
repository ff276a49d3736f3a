/** What `lydian run FILE::NAME` means in a file: a local entrypoint, a function, or a method of a class. */
import { basename } from "node:path";
import type { LoadedApp } from "../deploy/load.ts";
import { CliError, UserCodeError, usageError } from "../failure.ts";
import { exportedFunction, ownFunctions, type Own } from "../invoke/own-callable.ts";

export type Entry =
  | { readonly kind: "local"; readonly name: string; run(args: readonly unknown[]): Promise<unknown> }
  | { readonly kind: "remote"; readonly name: string; readonly own: Own };

/** `app.ts::main` as its two parts. */
export function parseReference(reference: string): {
  readonly file: string;
  readonly name: string | undefined;
} {
  const at = reference.indexOf("::");
  if (at === -1) return { file: reference, name: undefined };
  const name = reference.slice(at + 2);
  if (name === "" || at === 0) throw usageError(`Cannot read "${reference}"`, "Give FILE or FILE::NAME.");
  return { file: reference.slice(0, at), name };
}

/**
 * The entry of this name, or without one the only local entrypoint, or else the only function.
 *
 * @throws CliError with what there is to choose from
 */
export function findEntry(loaded: LoadedApp, name: string | undefined): Entry {
  const entries = new Map<string, Entry>();
  for (const [own, value] of ownFunctions(loaded))
    entries.set(own, { kind: "remote", name: own, own: value });
  const local = localEntries(loaded);
  for (const entry of local) entries.set(entry.name, entry);
  if (name === undefined) {
    const candidates = local.length > 0 ? local : [...entries.values()];
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) return only;
    throw undecided(basename(loaded.bundle.file), [...entries.keys()]);
  }
  const exported = exportedFunction(loaded, name);
  const entry = entries.get(name) ?? (exported && { kind: "remote", name, own: exported });
  if (entry !== undefined) return entry;
  const file = basename(loaded.bundle.file);
  throw new CliError(`Cannot run "${name}": there is nothing of that name in "${file}"`, {
    hint: entries.size === 0 ? "It has nothing to run." : `It has ${[...entries.keys()].join(", ")}.`,
  });
}

function undecided(file: string, names: readonly string[]): CliError {
  if (names.length === 0) {
    const hint = "Add one: export const main = app.localEntrypoint(async () => { … });";
    return usageError(`Cannot run "${file}": it has neither a local entrypoint nor a function`, hint);
  }
  const choices = names.map((name) => `${file}::${name}`).join(", ");
  return usageError(`Cannot run "${file}": it has ${names.length} things to run`, `Choose one: ${choices}`);
}

/** An entrypoint without a name of its own goes by the name that it is exported under. */
function localEntries({ app, exports }: LoadedApp): readonly (Entry & { readonly kind: "local" })[] {
  return app.entrypoints.map((entrypoint, index) => {
    const exported = Object.entries(exports).find(([, value]) => value === entrypoint.run)?.[0];
    const name = entrypoint.name ?? exported ?? `entrypoint${index + 1}`;
    return { kind: "local", name, run: (args) => runLocally(name, entrypoint.run, args) };
  });
}

/** What it throws is its author's to read: remote errors as they are, others with their own lines. */
async function runLocally(
  name: string,
  run: (...args: never[]) => unknown,
  args: readonly unknown[],
): Promise<unknown> {
  try {
    return await run(...(args as never[])); // from a command line, where nothing has a type
  } catch (error) {
    throw new UserCodeError(`"${name}" failed`, error);
  }
}
