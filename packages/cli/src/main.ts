/** Runs the program: parses the command line, runs one verb, and says how it went by its exit code. */
import { CommanderError } from "commander";
import { formatFailure, failureExitCode } from "./output/failure.ts";
import { exitCodes } from "./failure.ts";
import { createProgram } from "./program.ts";

// `lydian app logs | head` closes our output early; that is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCodes.done);
  throw error;
});

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // It has printed its own message. Help and version come here as well, with exit code 0.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  } else {
    process.stderr.write(`${formatFailure(error, process.stderr)}\n`);
    process.exitCode = failureExitCode(error);
    // What was interrupted may be user code that still runs.
    if (process.exitCode === exitCodes.interrupted) process.exit();
  }
}
