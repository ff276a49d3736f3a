import { createInterface } from "node:readline/promises";
import { CliError, exitCodes, usageError } from "../failure.ts";
import type { OutputOptions } from "./print.ts";

/**
 * Asks before something that cannot be undone. A script cannot answer, so it must have said `--yes`.
 *
 * @throws CliError if the answer is no, or if nobody is there to ask
 */
export async function confirm(
  options: OutputOptions & { readonly yes?: boolean },
  question: string,
): Promise<void> {
  if (options.yes === true) return;
  if (options.json === true || !process.stdin.isTTY) {
    throw usageError(`This needs to be confirmed: ${question}`, "Add --yes.");
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    terminal.close();
  }
  throw new CliError("Nothing was changed", { exitCode: exitCodes.failed });
}
