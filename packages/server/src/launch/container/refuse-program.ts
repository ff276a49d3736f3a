import { accessSync, constants } from "node:fs";
import { isAbsolute } from "node:path";
import { LydianError } from "../../model/error.ts";

/** The program must be there now: the shell that becomes it could only fail later, with a code. */
export function refuseProgram(program: string | undefined): void {
  if (program === undefined || !isAbsolute(program)) {
    throw new LydianError(
      "invalid-argument",
      `Cannot start a container: "${program}" is not an absolute path`,
    );
  }
  try {
    accessSync(program, constants.X_OK);
  } catch (cause) {
    throw new LydianError("failed-precondition", `Cannot start a container: "${program}" is no program`, {
      cause,
    });
  }
}
