import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClaimedInput, Output } from "../../model/call.ts";
import type { CallId } from "../../model/ids.ts";
import type { Completion } from "../calls.ts";
import type { Store } from "../store.ts";
import {
  containerA,
  containerB,
  finished,
  functionA,
  functionB,
  newInput,
  newMap,
  readPage,
  terminated,
  written,
  type OpenStoreUnderTest,
} from "./fixture.contract.ts";

const steps = 1500;
const callIds: readonly CallId[] = ["fc-0", "fc-1", "fc-2", "fc-3", "fc-4", "fc-5"];

/** Whatever happens in whatever order, counts agree with rows, and outputs stay as they were seen. */
export function consistencyContract(open: OpenStoreUnderTest): void {
  for (const seed of [1, 2, 3]) {
    test(`any order of operations leaves counts and outputs consistent (seed ${seed}, C1, C4)`, async (t) => {
      const underTest = await open();
      t.after(() => underTest.discard());
      const walk = new RandomWalk(underTest.store, seed);
      await walk.run();
      const before = await Promise.all([functionA, functionB].map((id) => underTest.store.calls.count(id)));
      // A store that is opened counts anew.
      const reopened = await underTest.reopen();
      const after = await Promise.all([functionA, functionB].map((id) => reopened.calls.count(id)));
      assert.deepEqual(before, after);
      await requireConsistentCalls(reopened, walk.outputs);
    });
  }
}

async function requireConsistentCalls(store: Store, seen: ReadonlyMap<string, Output>): Promise<void> {
  let unfinished = 0;
  let outputs = 0;
  for (const callId of callIds) {
    const status = await store.calls.read(callId);
    if (status === undefined) continue;
    const page = await readPage(store, callId, 0, 100_000);
    for (const output of page.outputs) {
      assert.deepEqual(output, seen.get(`${callId}:${output.index}`), "an output never changes");
    }
    const count = (kind: string): number =>
      page.outputs.filter(({ result }) => result.status === kind).length;
    assert.equal(status.inputs, page.outputs.length + status.unfinished);
    assert.equal(page.unfinished, status.unfinished);
    assert.deepEqual([status.succeeded, status.terminated], [count("success"), count("terminated")]);
    unfinished += status.unfinished;
    outputs += page.outputs.length;
  }
  assert.equal(outputs, seen.size);
  const counts = await Promise.all([functionA, functionB].map((id) => store.calls.count(id)));
  const counted = counts.reduce((sum, { queued, delayed, claimed }) => sum + queued + delayed + claimed, 0);
  assert.equal(counted, unfinished);
}

/** Operations chosen by a seeded die, several at once so that they share commits. */
class RandomWalk {
  readonly outputs = new Map<string, Output>();
  readonly #store: Store;
  #state: number;
  #lastSequence = 0;
  #attempts: { readonly containerId: typeof containerA; readonly input: ClaimedInput }[] = [];

  constructor(store: Store, seed: number) {
    this.#store = store;
    this.#state = seed;
  }

  async run(): Promise<void> {
    for (let step = 0; step < steps; step += 5) {
      await Promise.all([1, 2, 3, 4, 5].map(() => this.#step()));
    }
  }

  async #step(): Promise<void> {
    const { calls } = this.#store;
    const callId = callIds[this.#roll(callIds.length)] ?? "fc-0";
    const functionId = this.#roll(2) === 0 ? functionA : functionB;
    const containerId = this.#roll(2) === 0 ? containerA : containerB;
    switch (this.#roll(14)) {
      case 0:
        await calls.open(newMap(callId, { functionId }), [newInput(0), newInput(1)], written);
        break;
      case 1:
      case 2:
      case 3: {
        const inputs = [1, 2, 3].map(() => newInput(this.#roll(200)));
        const claimFor = this.#roll(2) === 0 ? [containerId, undefined, containerId] : [];
        await calls.append(callId, inputs, { durability: "written", claimFor });
        break;
      }
      case 4:
        // Fails in the middle of its commit, for which the others must not pay.
        await calls.append(callId, [newInput(500), this.#unstorable()], written).catch(() => undefined);
        break;
      case 5:
        if (this.#roll(40) === 0) this.#note(await calls.cancel({ callId }, terminated, 5));
        if (this.#roll(80) === 0) this.#note(await calls.cancel({ functionId }, terminated, 5));
        break;
      case 6:
        await calls.release(containerId);
        break;
      case 7:
        await calls.promote(this.#roll(1000));
        break;
      case 8:
        this.#note(await calls.finish([{ callId, index: this.#roll(200) }], terminated, 5));
        break;
      case 9:
      case 10:
        for (const input of await calls.claim(functionId, containerId, 1 + this.#roll(5))) {
          this.#attempts.push({ containerId, input });
        }
        break;
      default:
        await this.#complete();
    }
  }

  /** Completes some attempt that once was: often a late one, sometimes one that is completed twice. */
  async #complete(): Promise<void> {
    const attempt = this.#attempts[this.#roll(this.#attempts.length)];
    if (attempt === undefined) return;
    const { input } = attempt;
    const completions: readonly Completion[] = [
      finished(input),
      finished(input),
      { kind: "retry", attempt: input, readyAtMs: this.#roll(1000) },
      { kind: "return", attempt: input },
    ];
    const completion = completions[this.#roll(4)] ?? finished(input);
    const outcomes = await this.#store.calls.complete(attempt.containerId, [completion], "written");
    this.#note(outcomes.flatMap((outcome) => (outcome.kind === "finished" ? [outcome] : [])));
  }

  #note(ended: readonly { readonly output: Output }[]): void {
    for (const { output } of ended) {
      const key = `${output.callId}:${output.index}`;
      assert(!this.outputs.has(key), `two outputs of ${key}`);
      assert(output.sequence > this.#lastSequence, "sequence numbers grow");
      this.#lastSequence = output.sequence;
      this.outputs.set(key, output);
    }
  }

  #unstorable() {
    // What no database can hold, as only a bug could hand over.
    return { ...newInput(501), method: [] as unknown as string };
  }

  /** An integer below `sides`; a linear congruential generator is random enough to choose by. */
  #roll(sides: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * sides);
  }
}
