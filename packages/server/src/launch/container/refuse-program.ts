import { accessSync, constants } from "node:fs";
import { isAbsolute, join } from "node:path";
import { LydianError } from "../../model/error.ts";
import type { Bind, LaunchSpec } from "../launcher.ts";
import { withRoot } from "./container-root.ts";

/** The program must be there now: the shell that becomes it could only fail later, with a code. */
export function refuseProgram({ command, binds = [] }: LaunchSpec): void {
  const program = command[0] === undefined ? undefined : withRoot(command[0], "");
  if (program === undefined || !isAbsolute(program)) {
    throw new LydianError(
      "invalid-argument",
      `Cannot start a container: "${program}" is not an absolute path`,
    );
  }
  try {
    accessSync(onThisMachine(program, binds), constants.X_OK);
  } catch (cause) {
    throw new LydianError("failed-precondition", `Cannot start a container: "${program}" is no program`, {
      cause,
    });
  }
}

/** Where the container's path is outside of it: below the last bind that shows it, or where it says. */
function onThisMachine(path: string, binds: readonly Bind[]): string {
  const bind = binds.findLast(({ target }) => target !== "/" && `${path}/`.startsWith(`${target}/`));
  return bind === undefined ? path : join(bind.source, path.slice(bind.target.length));
}
