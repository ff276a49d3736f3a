/**
 * Edits one table of a TOML text and leaves every other byte as it is: people keep comments and other
 * services' profiles in this file, and a parser followed by a printer would lose the first and reorder
 * the second. The caller parses the outcome to make sure that the edit did what it meant to.
 */
export type TomlScalar = string | boolean;

/** The text with these keys of a table set, or removed where `undefined`. A missing table is appended. */
export function editSection(
  text: string,
  section: string,
  values: Readonly<Record<string, TomlScalar | undefined>>,
): string {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => headerName(line) === section);
  if (start === -1) return appendSection(text, section, values);
  const length = lines.slice(start + 1).findIndex((line) => line.trimStart().startsWith("["));
  const end = length === -1 ? lines.length : start + 1 + length;
  const body = editBody(lines.slice(start + 1, end), values);
  return [...lines.slice(0, start + 1), ...body, ...lines.slice(end)].join("\n");
}

function editBody(
  lines: readonly string[],
  values: Readonly<Record<string, TomlScalar | undefined>>,
): string[] {
  const missing = new Map(Object.entries(values).filter(([, value]) => value !== undefined));
  const kept = lines.flatMap((line) => {
    const key = lineKey(line);
    if (key === undefined || !(key in values)) return [line];
    const value = values[key];
    missing.delete(key);
    return value === undefined ? [] : [formatPair(key, value)];
  });
  const added = [...missing].flatMap(([key, value]) => (value === undefined ? [] : [formatPair(key, value)]));
  const lastUsed = kept.findLastIndex((line) => line.trim() !== "");
  return [...kept.slice(0, lastUsed + 1), ...added, ...kept.slice(lastUsed + 1)];
}

function appendSection(
  text: string,
  section: string,
  values: Readonly<Record<string, TomlScalar | undefined>>,
): string {
  const header = /^[A-Za-z0-9_-]+$/.test(section) ? `[${section}]` : `[${JSON.stringify(section)}]`;
  const gap = text === "" ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  return `${text}${gap}${[header, ...editBody([], values)].join("\n")}\n`;
}

function formatPair(key: string, value: TomlScalar): string {
  // A JSON string is a TOML basic string.
  return `${key} = ${JSON.stringify(value)}`;
}

/** `name` of `[name]`, `["name"]` or `['name']`. */
function headerName(line: string): string | undefined {
  const match = /^\s*\[\s*(?:([A-Za-z0-9_-]+)|"([^"\\]*)"|'([^']*)')\s*\]\s*(?:#.*)?$/.exec(line);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

function lineKey(line: string): string | undefined {
  return /^\s*([A-Za-z0-9_-]+)\s*=/.exec(line)?.[1];
}
