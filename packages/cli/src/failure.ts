/** How the program ends. Scripts rely on these numbers. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * Something that the person at the terminal can act on. The message says which action failed and why;
 * the hint says what to do next. Anything else that is thrown is a bug, or an error of the SDK.
 */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(
    message: string,
    options: { readonly hint?: string; readonly exitCode?: ExitCode; readonly cause?: unknown } = {},
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? exitCodes.failed;
  }
}

/** A command line that cannot be understood. */
export function usageError(message: string, hint?: string): CliError {
  return new CliError(message, { exitCode: exitCodes.usage, ...(hint === undefined ? {} : { hint }) });
}

/**
 * The user's own code threw, here in this process: at the top of a file that is being deployed, or in a
 * local entrypoint. Their stack is what they need; ours is noise.
 */
export class UserCodeError extends CliError {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}
