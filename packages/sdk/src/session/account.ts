/**
 * Which server, which token, which environment: from the variables of the environment, then from a
 * profile in the account file, which official clients share. There is no default server.
 */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { AuthError, ConnectionError, InvalidError } from "../errors.ts";

/** What a client needs to be let in. */
export interface Account {
  /** `http://host:port` or `https://host:port`. */
  readonly serverUrl: string;
  readonly tokenId: string;
  readonly tokenSecret: string;
  /** Where names are looked up by default; empty for the server's own default. */
  readonly environmentName: string;
}

type Variables = Readonly<Record<string, string | undefined>>;
type Profile = Readonly<Record<string, unknown>>;

/** Where the account file is: `MODAL_CONFIG_PATH`, or `.modal.toml` in the home directory. */
export function accountPath(variables: Variables = process.env): string {
  return variables["MODAL_CONFIG_PATH"] ?? join(homedir(), ".modal.toml");
}

/**
 * The account in force. `overrides` win over variables, these over the profile named by
 * `MODAL_PROFILE` or else the active one.
 *
 * @throws {ConnectionError} if no server is configured.
 * @throws {AuthError} if no token is.
 * @throws {InvalidError} if the account file cannot be read or has no such profile.
 */
export function readAccount(overrides: Partial<Account> = {}, variables: Variables = process.env): Account {
  const path = accountPath(variables);
  const profile = readProfile(path, variables["MODAL_PROFILE"]);
  const read = (variable: string, key: string): string | undefined =>
    variables[variable] || textAt(profile, key, path);
  const serverUrl = overrides.serverUrl ?? read("MODAL_SERVER_URL", "server_url");
  if (serverUrl === undefined) throw new ConnectionError(`Cannot connect: ${noServer(path, variables)}`);
  const tokenId = overrides.tokenId ?? read("MODAL_TOKEN_ID", "token_id");
  const tokenSecret = overrides.tokenSecret ?? read("MODAL_TOKEN_SECRET", "token_secret");
  if (tokenId === undefined || tokenSecret === undefined) {
    throw new AuthError(
      `Cannot connect to ${serverUrl}: no token is configured. Run \`lydian token set\`, or set MODAL_TOKEN_ID and MODAL_TOKEN_SECRET`,
    );
  }
  const environmentName = overrides.environmentName ?? read("MODAL_ENVIRONMENT", "environment") ?? "";
  return { serverUrl: checkServerUrl(serverUrl), tokenId, tokenSecret, environmentName };
}

/** Why there is no server, and what to do: a profile of another service has none, and ours may be there. */
function noServer(path: string, variables: Variables): string {
  const profiles = Object.entries(readProfiles(path));
  const [usable] = profiles.find(([, profile]) => typeof profile["server_url"] === "string") ?? [];
  if (usable === undefined) {
    return "no server is configured. Start one with `lydian up`, which adds a profile to the account file, or set MODAL_SERVER_URL";
  }
  const [active] = profiles.find(([, profile]) => profile["active"] === true) ?? [];
  const named = variables["MODAL_PROFILE"] || active;
  const inUse = named === undefined ? "no profile is in use" : `profile "${named}" has no server_url`;
  return `${inUse}. Profile "${usable}" of ${path} has one: set MODAL_PROFILE=${usable}, or run \`lydian profile activate ${usable}\``;
}

function readProfile(path: string, name: string | undefined): Profile {
  const profiles = readProfiles(path);
  if (name !== undefined && name !== "") {
    const profile = profiles[name];
    if (profile === undefined) {
      throw new InvalidError(`Cannot use profile "${name}" of MODAL_PROFILE: ${path} has no such profile`);
    }
    return profile;
  }
  return Object.values(profiles).find((profile) => profile["active"] === true) ?? {};
}

function readProfiles(path: string): Readonly<Record<string, Profile>> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw new InvalidError(`Cannot read the account file ${path}: ${String(error)}`, { cause: error });
  }
  try {
    return onlyTables(parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidError(`Cannot read the account file ${path}: ${reason}`, { cause: error });
  }
}

function onlyTables(document: Readonly<Record<string, unknown>>): Readonly<Record<string, Profile>> {
  const tables: Record<string, Profile> = {};
  for (const [name, table] of Object.entries(document)) {
    if (typeof table === "object" && table !== null) tables[name] = table as Profile; // a TOML table
  }
  return tables;
}

function textAt(profile: Profile, key: string, path: string): string | undefined {
  const value = profile[key];
  if (value === undefined || value === "") return undefined;
  if (typeof value !== "string")
    throw new InvalidError(`Cannot read the account file ${path}: ${key} is no text`);
  return value;
}

/** The server's address without anything behind its port. */
function checkServerUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new InvalidError(`Cannot use the server address "${text}": it must be like http://host:port`);
  }
  return url.origin;
}
