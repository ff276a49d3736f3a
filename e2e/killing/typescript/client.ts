/**
 * A process that calls without end, in all ways, and tells what it did and saw. It knows nothing of
 * kills: the SDK alone has to get over them. Started by `start-client.ts`.
 */
import { setImmediate, setTimeout as delay } from "node:timers/promises";
import { Function, FunctionCall, RemoteError } from "lydian";
import type { Answer, Event, Outcome } from "../history.ts";
import type { count as definedCount, work as definedWork } from "./killed-app.ts";
import { Randomness } from "../randomness.ts";

const [by = "", seed = "", kinds = ""] = process.argv.slice(2);
const randomness = new Randomness(Number(seed));
const work = Function.fromName<typeof definedWork>("killed", "work");
const count = Function.fromName<typeof definedCount>("killed", "count");

/** An answer later than this after a server came back would be a hang. */
const patienceMs = 45_000;
const inputMsMax = 60;

type Work = (call: string) => Promise<void>;
const works: Readonly<Record<string, Work>> = { remote, spawn, map, generator, spawnMap };

const stopping = new AbortController();
let calls = 0;
let told = Promise.resolve();
process.on("message", () => stopping.abort());
process.on("disconnect", () => process.exit());

while (!stopping.signal.aborted) {
  const kind = randomness.pick(kinds.split(","));
  calls += 1;
  const call = `${by}-${kind}-${calls}`;
  try {
    await works[kind]?.(call);
  } catch (error) {
    tell({ kind: "refused", call, by, error: String(error) });
  }
  // Messages of the parent are read between calls.
  await setImmediate();
}
// Messages that have not left would be lost.
await told;
process.disconnect?.();

async function remote(call: string): Promise<void> {
  const [argument = 0] = submit(call, 1);
  const answer = work.with({ deadlineMs: patienceMs }).remote(argument, randomness.below(inputMsMax));
  see(call, 0, "live", await outcomeOf(answer));
}

async function spawn(call: string): Promise<void> {
  const argument = randomness.below(1000);
  const spawned = await work.spawn(argument, randomness.below(inputMsMax));
  // Its id is how everybody else finds it, so that it is known by that from now on.
  acknowledge(spawned.objectId, [argument]);
  if (randomness.below(2) === 0) return;
  const poll = FunctionCall.fromId<Answer>(spawned.objectId).get({ timeoutMs: patienceMs });
  see(spawned.objectId, 0, `poll of ${call}`, await outcomeOf(poll));
}

async function map(call: string): Promise<void> {
  const args = submit(call, 20 + randomness.below(60));
  const isOrdered = randomness.below(2) === 0;
  const results = work
    .with({ deadlineMs: patienceMs, orderOutputs: isOrdered, returnExceptions: true })
    .starmap(slowly(args.map((argument) => [argument, randomness.below(inputMsMax)] as const)));
  let index = 0;
  for await (const result of results) {
    // Out of order an answer tells whose it is: no argument comes twice in a map.
    const place = isOrdered || result instanceof Error ? index : args.indexOf(result.argument);
    see(
      call,
      place,
      "live",
      result instanceof Error ? { error: String(result) } : { answer: result },
      isOrdered,
    );
    index += 1;
  }
}

async function generator(call: string): Promise<void> {
  const args = submit(call, 5 + randomness.below(30));
  const answers = count
    .with({ deadlineMs: patienceMs })
    .remoteGen(args[0] ?? 0, args.length, randomness.below(20));
  let index = 0;
  for await (const answer of answers) {
    see(call, index, "live", { answer }, true);
    index += 1;
  }
}

async function spawnMap(): Promise<void> {
  const args = firstOf(20 + randomness.below(60));
  const spawned = await work.spawnMap(
    slowly(args),
    args.map(() => randomness.below(inputMsMax)),
  );
  acknowledge(spawned.objectId, args);
}

/** As from a file or a socket, so that a kill falls between inputs of one call. */
async function* slowly<T>(items: readonly T[]): AsyncGenerator<T> {
  const pauseMsMax = 1 + randomness.below(15);
  for (const item of items) {
    await delay(randomness.below(pauseMsMax));
    yield item;
  }
}

/** Arguments of a call, no two alike. */
function firstOf(length: number): readonly number[] {
  const first = randomness.below(1000);
  return Array.from({ length }, (_, index) => first + index);
}

function submit(call: string, length: number): readonly number[] {
  const args = firstOf(length);
  for (const [index, argument] of args.entries()) tell({ kind: "submitted", call, index, argument, by });
  return args;
}

function acknowledge(call: string, args: readonly number[]): void {
  for (const [index, argument] of args.entries()) {
    tell({ kind: "submitted", call, index, argument, by });
    tell({ kind: "acknowledged", call, index, by });
  }
}

function see(call: string, index: number, reading: string, outcome: Outcome, isOrdered = false): void {
  tell({ kind: "seen", call, index, reading, isOrdered, outcome, by });
}

async function outcomeOf(answer: Promise<Answer>): Promise<Outcome> {
  try {
    return { answer: await answer };
  } catch (error) {
    // What the function's input ended with is its result; all else is an error of the call.
    if (error instanceof RemoteError) return { error: String(error) };
    throw error;
  }
}

function tell(event: Event): void {
  // Messages leave in their order: the last one's word stands for all.
  told = new Promise((resolve) => process.send?.(event, undefined, undefined, () => resolve()));
}
