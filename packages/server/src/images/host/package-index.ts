/** Where builds get their packages from: what the operator has set for pip and uv on this machine. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, isAbsolute } from "node:path";
import type { Bind } from "../../launch/launcher.ts";

export interface PackageIndexPlaces {
  /** Variables of the server's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Files that pip would read for the server's user; later ones count for more. */
  readonly configurations: readonly string[];
}

export interface PackageIndex {
  readonly environment: Readonly<Record<string, string>>;
  /** Files and directories that the environment names. */
  readonly binds: readonly Bind[];
}

/** Settings that say where packages are and how they are reached: nothing of where they go. */
const pipSettings =
  "cert client-cert default-timeout disable-pip-version-check extra-index-url find-links index-url no-binary no-index only-binary prefer-binary proxy retries timeout trusted-host".split(
    " ",
  );
const otherVariables = new Set(
  `UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS UV_HTTP_TIMEOUT UV_INDEX UV_INDEX_URL UV_INSECURE_HOST
   UV_NATIVE_TLS UV_NO_INDEX UV_OFFLINE SSL_CERT_DIR SSL_CERT_FILE CURL_CA_BUNDLE GIT_SSL_CAINFO
   REQUESTS_CA_BUNDLE ALL_PROXY HTTPS_PROXY HTTP_PROXY NO_PROXY all_proxy https_proxy http_proxy no_proxy`.split(
    /\s+/,
  ),
);

/** What the launcher shows of the machine in any case. */
const alwaysShown = ["/usr/", "/etc/ssl/", "/etc/pki/", "/etc/ca-certificates/"];

const placesRoot = "/__lydian/index";

/** `hasRoot`: builds see a root of their own, so that files of this machine must be shown to them. */
export async function readPackageIndex(
  places: PackageIndexPlaces,
  { hasRoot }: { readonly hasRoot: boolean },
): Promise<PackageIndex> {
  const ofFiles = await Promise.all(places.configurations.map(readConfiguration));
  const given = Object.entries(places.environment).filter(([name]) => isWanted(name));
  const all = { ...Object.assign({}, ...ofFiles), ...Object.fromEntries(given) } as Record<string, string>; // of texts
  const environment = { ...forUv(all), ...all };
  return hasRoot ? placed(environment) : { environment, binds: [] };
}

function isWanted(name: string): boolean {
  return (
    otherVariables.has(name) ||
    pipSettings.some((setting) => pipVariable(setting) === name) ||
    /^UV_INDEX_\w+_(USERNAME|PASSWORD)$/.test(name)
  );
}

function pipVariable(setting: string): string {
  return `PIP_${setting.toUpperCase().replaceAll("-", "_")}`;
}

/** The sections `global` and `install` of a file in the format of Python's `configparser`, as pip's variables. */
async function readConfiguration(path: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(path, "utf8").catch(() => "");
  const settings: Record<string, string> = {};
  let section = "";
  let setting = "";
  for (const line of text.split(/\r?\n/)) {
    const [, header] = /^\[([^\]]+)\]\s*$/.exec(line) ?? [];
    const [, name = "", value = ""] = /^([A-Za-z][\w-]*)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (/^\s*([#;]|$)/.test(line)) continue;
    if (header !== undefined) section = header;
    else if (name !== "") {
      setting = name.toLowerCase().replaceAll("_", "-");
      if (isRead(section, setting)) settings[pipVariable(setting)] = value.trim();
    } else if (/^\s/.test(line) && isRead(section, setting)) {
      const variable = pipVariable(setting);
      settings[variable] = `${settings[variable] ?? ""} ${line.trim()}`.trim();
    }
  }
  return settings;
}

function isRead(section: string, setting: string): boolean {
  return ["global", "install"].includes(section) && pipSettings.includes(setting);
}

/** What pip was told, for uv, which does not read it. Its own settings count for more. */
function forUv(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ["UV_DEFAULT_INDEX", settings["UV_INDEX_URL"] === undefined ? settings["PIP_INDEX_URL"] : undefined],
    ["UV_EXTRA_INDEX_URL", settings["PIP_EXTRA_INDEX_URL"]],
    ["UV_FIND_LINKS", settings["PIP_FIND_LINKS"]?.split(/\s+/).join(",")],
    ["UV_INSECURE_HOST", settings["PIP_TRUSTED_HOST"]],
    ["SSL_CERT_FILE", settings["PIP_CERT"]],
  ];
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** The settings, with files of this machine moved to where builds see them. */
function placed(settings: Readonly<Record<string, string>>): PackageIndex {
  const binds = new Map<string, string>();
  const move = (path: string): string => {
    const isMoved =
      isAbsolute(path) && !alwaysShown.some((prefix) => path.startsWith(prefix)) && existsSync(path);
    if (!isMoved) return path;
    const target = binds.get(path) ?? `${placesRoot}/${binds.size}-${basename(path)}`;
    binds.set(path, target);
    return target;
  };
  const environment = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const words = value.split(/([\s,]+)/).map((word) => {
        const [, scheme = "", path = ""] = /^(file:\/\/)?(\/.*)$/.exec(word) ?? [];
        return path === "" ? word : `${scheme}${move(path)}`;
      });
      return [name, words.join("")];
    }),
  );
  return { environment, binds: [...binds].map(([source, target]) => ({ source, target })) };
}
