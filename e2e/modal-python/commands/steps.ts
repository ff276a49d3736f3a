/** Commands that a person types one after the other, and what each must say. */
import assert from "node:assert/strict";
import type { ProcessOptions } from "../../fixture/run-process.ts";
import type { PythonClient } from "../fixture/python-client.ts";

export interface Step {
  /** As typed after `modal`; `$name` is what an earlier step kept under that name. */
  readonly run: string;
  /** Default: 0. */
  readonly code?: number;
  /** On either output. */
  readonly says?: RegExp | readonly RegExp[];
  /** On neither output. */
  readonly saysNot?: RegExp;
  /** Keeps the first group of the pattern, for later steps. */
  readonly keeps?: readonly [name: string, pattern: RegExp];
}

/** Takes all steps in order, and fails at the first that goes another way. */
export async function takeSteps(
  client: PythonClient,
  steps: readonly Step[],
  options: ProcessOptions & { readonly kept?: Record<string, string> } = {},
): Promise<void> {
  const { kept = {}, ...processOptions } = options;
  for (const step of steps) {
    const line = step.run.replace(/\$(\w+)/g, (_, name: string) => kept[name] ?? "");
    const { code, stdout, stderr } = await client.modal(line.split(" "), processOptions);
    const output = plain(`${stdout}\n${stderr}`);
    const shown = `modal ${line}\n${output}`;
    assert.equal(code, step.code ?? 0, shown);
    for (const pattern of [step.says ?? []].flat()) assert.match(output, pattern, shown);
    if (step.saysNot !== undefined) assert.doesNotMatch(output, step.saysNot, shown);
    if (step.keeps !== undefined) {
      const [name, pattern] = step.keeps;
      const value = pattern.exec(output)?.[1];
      assert.ok(value, `${name} is not in:\n${shown}`);
      kept[name] = value;
    }
  }
}

/** Without the frames that errors and tables stand in, whose lines are broken anywhere. */
function plain(output: string): string {
  return output.replace(/\s*│\s*\n\s*│\s*/g, " ").replace(/[╭╮╰╯─│┃━┏┓┡┩└┘┳╇┴┼├┤]/g, " ");
}
