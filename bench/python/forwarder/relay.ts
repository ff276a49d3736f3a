/** Joins callers and containers in memory: what comes in is handed on in the same turn, and nothing is kept. */
import type { modal } from "@lydian/protocol";

export type Input = modal.client.FunctionGetInputsItem.$Properties;
export type Output = modal.client.FunctionGetOutputsItem.$Properties;

/** As many as an answer of the real server has. */
const outputsMax = 49;

interface Line {
  readonly waiting: Input[];
  readonly takers: ((input: Input) => void)[];
}

interface Call {
  readonly outputs: Output[];
  /** The poll that is under way: there is one at a time. */
  wake: (() => void) | undefined;
}

export class Relay {
  readonly #lines = new Map<string, Line>();
  readonly #calls = new Map<string, Call>();
  #count = 0;

  open(): string {
    this.#count += 1;
    const callId = `fc-${this.#count}`;
    this.#calls.set(callId, { outputs: [], wake: undefined });
    return callId;
  }

  put(functionId: string, input: Input): void {
    const { takers, waiting } = this.#line(functionId);
    const taker = takers.shift();
    if (taker === undefined) waiting.push(input);
    else taker(input);
  }

  /** The next input of a function, however long that takes: containers end with the forwarder. */
  take(functionId: string): Promise<Input> {
    const { takers, waiting } = this.#line(functionId);
    const input = waiting.shift();
    return input === undefined ? new Promise((resolve) => takers.push(resolve)) : Promise.resolve(input);
  }

  finish(callId: string, output: Output): void {
    const call = this.#calls.get(callId);
    call?.outputs.push(output);
    call?.wake?.();
  }

  /** What has come after this many outputs: at least one, unless another poll has taken its place. */
  async outputs(callId: string, after: number): Promise<Output[]> {
    const call = this.#calls.get(callId);
    if (call === undefined) return [];
    if (call.outputs.length <= after) {
      await new Promise<void>((resolve) => {
        call.wake?.();
        call.wake = resolve;
      });
      call.wake = undefined;
    }
    return call.outputs.slice(after, after + outputsMax);
  }

  close(callId: string): void {
    this.#calls.delete(callId);
  }

  #line(functionId: string): Line {
    const line = this.#lines.get(functionId) ?? { waiting: [], takers: [] };
    this.#lines.set(functionId, line);
    return line;
  }
}
