import { styleText } from "node:util";
import { LydianError, RemoteError } from "lydian";
import { CliError, exitCodes, UserCodeError, type ExitCode } from "../failure.ts";
import { userStack } from "./user-stack.ts";

/**
 * What a person reads of anything that was thrown: what failed, why, and what to do next. The stack is
 * shown of the user's own code only; ours with `LYDIAN_DEBUG=1`.
 */
export function formatFailure(error: unknown, stream: NodeJS.WriteStream): string {
  const red = (text: string) => styleText("red", text, { stream });
  if (process.env["LYDIAN_DEBUG"] === "1" && error instanceof Error) return red(error.stack ?? error.message);
  if (error instanceof UserCodeError) return `${red(error.message)}\n${userStack(error.cause)}`;
  if (error instanceof RemoteError) return red(userStack(error));
  if (error instanceof CliError) {
    return error.hint === undefined ? red(error.message) : `${red(error.message)}\n${error.hint}`;
  }
  if (error instanceof LydianError) return red(error.message);
  if (error instanceof Error) return red(`${error.name}: ${error.message}`);
  return red(String(error));
}

/** The exit code that goes with it. */
export function failureExitCode(error: unknown): ExitCode {
  return error instanceof CliError ? error.exitCode : exitCodes.failed;
}
