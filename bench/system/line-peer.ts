/** A program that reads one question per line and writes one answer per line, both JSON. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { answerMsMax, endMsMax, type Peer } from "./peer.ts";

/** Starts a program. Resolves once it has written its first line; rejects if it ends before. */
export async function startLinePeer<Question extends object, Answer>(
  command: string,
  options: { readonly args: readonly string[]; readonly environment: NodeJS.ProcessEnv },
): Promise<Peer<Question, Answer>> {
  const child = spawn(command, options.args, {
    env: options.environment,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // Whoever is gone does not read: its end tells.
  child.stdin.on("error", () => undefined);

  const read = async (): Promise<unknown> => {
    const killer = setTimeout(() => child.kill("SIGKILL"), answerMsMax);
    const line = await lines.next();
    clearTimeout(killer);
    if (line.done !== true) return JSON.parse(line.value);
    const [code] = (await exited) as [number | null]; // how Node declares this event
    throw new Error(`${[command, ...options.args].join(" ")} ended with exit code ${code}: see above`);
  };
  const end = async (): Promise<void> => {
    child.stdin.end();
    const killer = setTimeout(() => child.kill("SIGKILL"), endMsMax);
    await exited;
    clearTimeout(killer);
  };
  try {
    await read();
  } catch (error) {
    await end();
    throw error;
  }
  return {
    pid: child.pid ?? -1,
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return (await read()) as Answer; // what the program was written to answer
    },
    end,
  };
}
