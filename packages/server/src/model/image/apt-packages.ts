/**
 * The packages that a shell line installs with apt, if installing them is all that it does; an empty
 * list for one that only updates or cleans up. Nothing for any other line.
 */
export function aptPackages(line: string): readonly string[] | undefined {
  const packages: string[] = [];
  for (const part of line.split(/&&|;/).map((text) => text.trim())) {
    if (part === "" || cleansUp(part)) continue;
    const [, verb = "", rest = ""] =
      /^(?:sudo\s+)?(?:\w+=\S+\s+)*apt(?:-get)?\s+(?:-\S+\s+)*([a-z-]+)\s*(.*)$/s.exec(part) ?? [];
    const words = rest.replace(/\|\|\s*true\s*$/, "");
    if (/[$`|<>&()]/.test(words)) return undefined;
    if (["update", "upgrade", "clean", "autoclean", "autoremove"].includes(verb)) continue;
    if (verb !== "install") return undefined;
    packages.push(...words.split(/\s+/).filter((word) => word !== "" && !word.startsWith("-")));
  }
  return packages.map((name) => name.replaceAll(/^['"]|['"]$/g, "").replace(/[=/].*$/, ""));
}

/** Removes nothing but what apt keeps of its own. */
function cleansUp(part: string): boolean {
  const [program, ...words] = part.split(/\s+/);
  const paths = words.filter((word) => !word.startsWith("-"));
  return (
    program === "rm" && paths.length > 0 && paths.every((path) => /^\/var\/(lib|cache)\/apt(\/|$)/.test(path))
  );
}
