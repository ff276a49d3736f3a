/**
 * - H17. Between its acceptance and its claim, an input waits for those of its own flow and for at most
 *   `overtakingMax` of each other flow beside each of them, however many these have.
 */
import type { CommittedInput } from "./commits.ts";
import type { Complain } from "./violations.ts";

/** One turn, and one that was under way. */
const overtakingMax = 2;

interface Waiting {
  readonly ahead: number;
  /** First claims by flow when it was accepted. Absent: another server did, which knew other flows. */
  readonly claimsBefore?: ReadonlyMap<string, number>;
}

interface Queue {
  /** By flow: those that were cancelled before their turn came. Their places stay empty, and count. */
  readonly gaps: Map<string, number>;
  readonly claims: Map<string, number>;
  /** Flows that an earlier server knew, which may be a few turns behind. */
  readonly old: Set<string>;
  readonly waiting: Map<CommittedInput, Waiting>;
}

export class Turns {
  readonly #complain: Complain;
  readonly #queues = new Map<string, Queue>();

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  accepted(input: CommittedInput): void {
    const { claims, waiting, gaps, old } = this.#of(input);
    const own = [...waiting.keys()].filter(({ flow }) => flow === input.flow).length;
    const ahead = own + (gaps.get(input.flow) ?? 0);
    waiting.set(input, old.has(input.flow) ? { ahead } : { ahead, claimsBefore: new Map(claims) });
  }

  /** Only first claims count: what is tried again keeps its place. */
  claimed(input: CommittedInput): void {
    const { claims, waiting } = this.#of(input);
    const own = waiting.get(input);
    if (own === undefined) return;
    waiting.delete(input);
    if (own.claimsBefore === undefined) return;
    claims.set(input.flow, (claims.get(input.flow) ?? 0) + 1);
    for (const [flow, count] of claims) {
      const overtook = count - (own.claimsBefore.get(flow) ?? 0);
      if (flow !== input.flow && overtook > overtakingMax * (own.ahead + 1))
        this.#complain(
          "H17",
          `${overtook} inputs of ${flow} overtook ${input.call.callId}/${input.index}, behind ${own.ahead} of its own`,
        );
    }
  }

  finished(input: CommittedInput): void {
    const { waiting, gaps } = this.#of(input);
    if (waiting.delete(input)) gaps.set(input.flow, (gaps.get(input.flow) ?? 0) + 1);
  }

  /** Who waits with whom is forgotten with the server. */
  restarted(): void {
    for (const { waiting, claims, old } of this.#queues.values()) {
      for (const [input, { ahead }] of waiting) waiting.set(input, { ahead });
      for (const flow of [...claims.keys(), ...[...waiting.keys()].map((input) => input.flow)]) old.add(flow);
    }
  }

  #of({ call: { functionId } }: CommittedInput): Queue {
    let queue = this.#queues.get(functionId);
    if (queue === undefined)
      this.#queues.set(
        functionId,
        (queue = { gaps: new Map(), claims: new Map(), waiting: new Map(), old: new Set() }),
      );
    return queue;
  }
}
