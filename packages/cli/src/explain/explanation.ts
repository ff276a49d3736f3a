import { preciseNowMs } from "@lydian/protocol";
import { printNote } from "../output/print.ts";
import type { Server } from "../server/server.ts";
import { describeInput } from "./describe.ts";

/** Says of a call that is made here what took how long in it, whether it succeeds or fails. */
export class Explanation {
  readonly #server: Server;
  #callId: string | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  /** To be told the call's id. */
  readonly note = (callId: string): void => {
    this.#callId = callId;
  };

  async after<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } finally {
      await this.#print(preciseNowMs());
    }
  }

  async #print(deliveredAtMs: number): Promise<void> {
    if (this.#callId === undefined) return;
    const request = { functionCallId: this.#callId, from: 0, limit: 1 };
    const { inputs } = await this.#server.rpc("FunctionCallExplain", request);
    const [input] = inputs;
    if (input !== undefined)
      printNote(`\nCall ${this.#callId}\n${describeInput(input, process.stderr, deliveredAtMs)}`);
  }
}
