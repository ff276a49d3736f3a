/**
 * An error of user code as text: its first lines, those frames of its stack that are in the user's own
 * files, and its causes.
 */
export function userStack(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const { cause } = error;
  const own = [`${error.name}: ${error.message}`, ...userFrames(error.stack ?? "")].join("\n");
  return cause === undefined ? own : `${own}\ncaused by ${userStack(cause)}`;
}

function userFrames(stack: string): readonly string[] {
  return stack.split("\n").filter((line) => /^\s+at /.test(line) && !isOurs(line));
}

/** Node's own frames, and those of this installation: the SDK, this program and what runs it. */
function isOurs(line: string): boolean {
  return [installation, "node:", "/node_modules/commander/"].some((part) => line.includes(part));
}

const installation = new URL("../../../", import.meta.url).href;
