/** A check is a program that says nothing when all is well. Runs some of them and times each. */
import { spawn } from "node:child_process";

export interface Check {
  readonly name: string;
  /** A program in `node_modules/.bin`, or `node`, and its arguments. */
  readonly command: readonly [string, ...string[]];
}

/** Runs checks, at most `concurrency` at once, one line each, with its output if it failed. Tells which failed. */
export async function runChecks(checks: readonly Check[], concurrency: number): Promise<readonly string[]> {
  const rest = [...checks];
  const failures: string[] = [];
  const work = async (): Promise<void> => {
    for (let check = rest.shift(); check !== undefined; check = rest.shift()) {
      if (!(await runCheck(check))) failures.push(check.name);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return failures;
}

async function runCheck({ name, command: [program, ...args] }: Check): Promise<boolean> {
  const startedAtMs = performance.now();
  const { isOk, output } = await capture(program, args);
  printLine(name, startedAtMs, isOk);
  if (!isOk) console.log(output);
  return isOk;
}

/** One line of the report, such as `lint      1.4 s  ok`. */
export function printLine(name: string, startedAtMs: number, isOk: boolean): void {
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1).padStart(6);
  console.log(`${name.padEnd(12)}${seconds} s  ${isOk ? "ok" : "FAILED"}`);
}

function capture(program: string, args: readonly string[]): Promise<{ isOk: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", (error) => resolve({ isOk: false, output: `Cannot run ${program}: ${error.message}` }));
    child.on("close", (code) => resolve({ isOk: code === 0, output }));
  });
}
