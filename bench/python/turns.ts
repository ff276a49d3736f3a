/** Candidates that are measured in turns, each with a process that calls it, and the processor time of all. */
import { cpuTimeOf, descendantsOf } from "../system/cpu-time.ts";
import type { Peer } from "../system/peer.ts";
import { placeOn } from "../system/place.ts";
import type { Candidate } from "./candidates.ts";

/** Processor time in ms. */
export interface CpuMs {
  readonly client: number;
  readonly server: number;
  readonly containers: number;
}

export class Turn<Question extends object, Answer> {
  readonly candidate: Candidate;
  readonly #caller: Peer<Question, Answer>;

  private constructor(candidate: Candidate, caller: Peer<Question, Answer>) {
    this.candidate = candidate;
    this.#caller = caller;
  }

  static async start<Q extends object, A>(candidate: Candidate): Promise<Turn<Q, A>> {
    try {
      return new Turn(candidate, await candidate.caller<Q, A>());
    } catch (error) {
      await candidate.stop();
      throw error;
    }
  }

  /** One question, and what its answer took of the processor. */
  async ask(question: Question): Promise<{ readonly answer: Answer; readonly cpuMs: CpuMs }> {
    const before = await this.#read();
    const answer = await this.#caller.ask(question);
    const after = await this.#read();
    return {
      answer,
      cpuMs: {
        client: after.client - before.client,
        server: after.server - before.server,
        containers: after.containers - before.containers,
      },
    };
  }

  /** Keeps the caller and the server on core 0 and the containers on core 1, until they end. */
  async place(): Promise<void> {
    for (const pid of [this.#caller.pid, this.candidate.serverPid]) await placeOn(0, pid);
    for (const pid of await descendantsOf(this.candidate.serverPid)) await placeOn(1, pid);
  }

  async end(): Promise<void> {
    await this.#caller.end();
    await this.candidate.stop();
  }

  async #read(): Promise<CpuMs> {
    const { ownMs, descendantsMs } = await cpuTimeOf(this.candidate.serverPid);
    const { ownMs: client } = await cpuTimeOf(this.#caller.pid);
    return { client, server: ownMs, containers: descendantsMs };
  }
}
