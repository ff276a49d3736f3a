import { LydianError } from "../../model/error.ts";
import type { LaunchSpec } from "../launcher.ts";

/** What no program can be given: a word ends at its first NUL, and what follows would be another one. */
export function refuseWords({ command, environment, binds = [], links = [], ...spec }: LaunchSpec): void {
  const { directories = [], workingDirectory = "", home = "" } = spec;
  const shown = [
    ...binds.map(({ target }) => target),
    ...links.flatMap(({ path, target }) => [path, target]),
  ];
  const paths = [...shown, ...directories, workingDirectory, home];
  for (const word of [...command, ...paths])
    if (word.includes("\0")) throw refusal(`${JSON.stringify(word)} has a NUL in it`);
  for (const [name, value] of Object.entries(environment)) {
    if (name === "" || /[=\0]/.test(name)) throw refusal(`${JSON.stringify(name)} cannot name a variable`);
    if (value.includes("\0")) throw refusal(`the value of variable "${name}" has a NUL in it`);
  }
}

function refusal(reason: string): LydianError {
  return new LydianError("invalid-argument", `Cannot start a container: ${reason}`);
}
