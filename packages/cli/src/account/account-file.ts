/**
 * The account file that all clients of the protocol share: one table per profile, one of them active.
 * Tokens lie in it, so it is written whole, beside the old one, readable by its owner alone.
 */
import { chmod, mkdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse, type TomlTable } from "smol-toml";
import { CliError } from "../failure.ts";
import { editSection, type TomlScalar } from "./toml-section.ts";

export interface Profile {
  readonly name: string;
  readonly serverUrl: string | undefined;
  readonly tokenId: string | undefined;
  readonly environment: string | undefined;
  readonly isActive: boolean;
}

/** `MODAL_CONFIG_PATH`, or `~/.modal.toml`. */
export function accountPath(): string {
  const path = process.env["MODAL_CONFIG_PATH"];
  return path === undefined || path === "" ? join(homedir(), ".modal.toml") : path;
}

/** All profiles of the file, in its order; none if there is no file. */
export async function readProfiles(path: string): Promise<readonly Profile[]> {
  const tables = Object.entries(parseAccount(path, await readText(path)));
  const named = activeName(tables);
  return tables.flatMap(([name, table]) =>
    isTable(table)
      ? [
          {
            name,
            serverUrl: text(table["server_url"]),
            tokenId: text(table["token_id"]),
            environment: text(table["environment"]),
            isActive: name === named,
          },
        ]
      : [],
  );
}

/** A profile named `default` is what clients use when no profile says that it is active. */
function activeName(tables: readonly (readonly [string, unknown])[]): string | undefined {
  const said = tables.find(([, table]) => isTable(table) && table["active"] === true);
  return (said ?? tables.find(([name]) => name === "default"))?.[0];
}

/** The profile in use: the one that `MODAL_PROFILE` names, there or not, else the active one. */
export function currentProfile(profiles: readonly Profile[]): string | undefined {
  const forced = process.env["MODAL_PROFILE"];
  if (forced !== undefined && forced !== "") return forced;
  return profiles.find((profile) => profile.isActive)?.name;
}

/** Those variables that are set here and win over any profile. */
export function overridingVariables(): readonly string[] {
  const all = ["MODAL_SERVER_URL", "MODAL_TOKEN_ID", "MODAL_TOKEN_SECRET"];
  return all.filter((variable) => (process.env[variable] ?? "") !== "");
}

/**
 * Sets these keys of a profile, making it if it is new. Every other profile keeps its bytes.
 * Nothing is written if nothing changes, but the file's mode is always made 0600.
 */
export async function updateProfile(
  path: string,
  name: string,
  values: Readonly<Record<string, TomlScalar | undefined>>,
): Promise<void> {
  await updateProfiles(path, new Map([[name, values]]));
}

/**
 * Adds or updates the profile of a server of ours. It becomes the active one only if none is, so that
 * starting a server never changes where the other clients of this person go.
 */
export async function addServerProfile(
  path: string,
  server: { readonly serverUrl: string; readonly tokenId: string; readonly tokenSecret: string },
): Promise<{ readonly name: string; readonly isCurrent: boolean }> {
  const isFirst = !(await readProfiles(path)).some((profile) => profile.isActive);
  await updateProfile(path, ownProfile, {
    server_url: server.serverUrl,
    token_id: server.tokenId,
    token_secret: server.tokenSecret,
    ...(isFirst ? { active: true } : {}),
  });
  return { name: ownProfile, isCurrent: currentProfile(await readProfiles(path)) === ownProfile };
}

/** The token that our profile has, from an earlier start of a server. */
export async function readServerToken(
  path: string,
): Promise<{ readonly tokenId: string; readonly tokenSecret: string } | undefined> {
  const table = parseAccount(path, await readText(path))[ownProfile];
  if (!isTable(table)) return undefined;
  const tokenId = text(table["token_id"]);
  const tokenSecret = text(table["token_secret"]);
  return tokenId === undefined || tokenSecret === undefined ? undefined : { tokenId, tokenSecret };
}

const ownProfile = "lydian";

/** Makes one profile the active one. @throws CliError if there is no such profile */
export async function activateProfile(path: string, name: string): Promise<void> {
  const account = parseAccount(path, await readText(path));
  if (!isTable(account[name])) {
    const names = Object.keys(account).map((known) => `"${known}"`);
    throw new CliError(`Cannot activate profile "${name}": "${path}" has no such profile`, {
      hint: names.length === 0 ? "Start a server with: lydian up" : `It has ${names.join(", ")}.`,
    });
  }
  const others = Object.entries(account).filter(
    ([, table]) => isTable(table) && table["active"] !== undefined,
  );
  const edits = new Map<string, Record<string, TomlScalar | undefined>>(
    others.map(([other]) => [other, { active: undefined }]),
  );
  await updateProfiles(path, edits.set(name, { active: true }));
}

async function updateProfiles(
  path: string,
  edits: ReadonlyMap<string, Readonly<Record<string, TomlScalar | undefined>>>,
): Promise<void> {
  const before = await readText(path);
  const expected = parseAccount(path, before);
  let after = before;
  for (const [name, values] of edits) {
    after = editSection(after, name, values);
    expected[name] = merge(isTable(expected[name]) ? expected[name] : {}, values);
  }
  // Clones, because the parser's tables have no prototype and ours do.
  if (!isDeepStrictEqual(structuredClone(parseAccount(path, after)), structuredClone(expected))) {
    throw new CliError(`Cannot edit "${path}" without risk: its layout is unusual`, {
      hint: `Set these by hand: ${[...edits].map(([name, values]) => `[${name}] ${Object.keys(values).join(", ")}`).join("; ")}`,
    });
  }
  if (after === before && before !== "") await chmod(path, fileMode);
  else await replaceFile(path, after);
}

const fileMode = 0o600;

/** A link stays a link: people keep this file in a repository of their own. */
async function replaceFile(path: string, content: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const draft = `${target}.${process.pid}.new`;
  try {
    await makeFolder(dirname(target));
    await writeFile(draft, content, { mode: fileMode });
    await rename(draft, target);
  } catch (error) {
    throw new CliError(`Cannot write account file "${path}": ${reason(error)}`, {
      hint: "Point MODAL_CONFIG_PATH at a file that can be written.",
      cause: error,
    });
  }
}

/** Node's own recursive way never ends where a folder cannot have children, such as `/proc`. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return;
    if (!hasCode(error, "ENOENT") || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return "";
    throw new CliError(`Cannot read account file "${path}": ${reason(error)}`, { cause: error });
  }
}

function parseAccount(path: string, content: string): TomlTable {
  try {
    return parse(content);
  } catch (error) {
    throw new CliError(`Cannot read account file "${path}": ${reason(error)}`, {
      hint: "Mend it by hand, or point MODAL_CONFIG_PATH at another file.",
      cause: error,
    });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.trim() : String(error);
}

function merge(table: TomlTable, values: Readonly<Record<string, TomlScalar | undefined>>): TomlTable {
  const merged = { ...table };
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) delete merged[key];
    else merged[key] = value;
  }
  return merged;
}

function isTable(value: unknown): value is TomlTable {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
