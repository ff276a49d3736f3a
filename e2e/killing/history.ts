/**
 * What clients did and saw while things were killed, and what may never be in it:
 *
 * - K1. Every acknowledged input has exactly one result in the last reading, when all is quiet.
 * - K2. Whoever reads a result, whenever, reads the same one: each run of an input answers a number of
 *   its own, so that a second run cannot pass for the first.
 * - K3. A result is the function's own for what was submitted, or one of the errors that are allowed.
 * - K4. No reading has an input twice, and one in order has no gap.
 * - K5. Nothing is seen that was not submitted.
 * - K6. What was submitted and is read as it comes is seen whole, or refused with an error.
 */

/** What the function under test answers. */
export interface Answer {
  readonly argument: number;
  readonly value: number;
  /** Drawn anew by each run. */
  readonly run: string;
}

export type Outcome = { readonly answer: Answer } | { readonly error: string };

/** The reading that is made last of all. */
export const lastReading = "last";

interface Input {
  readonly call: string;
  readonly index: number;
}

export type Event =
  | (Input & { readonly kind: "submitted"; readonly argument: number; readonly by: string })
  | (Input & { readonly kind: "acknowledged"; readonly by: string })
  | (Input & {
      readonly kind: "seen";
      readonly reading: string;
      readonly isOrdered: boolean;
      readonly outcome: Outcome;
      readonly by: string;
    })
  /** What was said of a call as a whole, instead of results or an acknowledgement. */
  | { readonly kind: "refused"; readonly call: string; readonly error: string; readonly by: string };

/** What the function under test makes of its argument: anybody can check it. */
export function valueOf(argument: number): number {
  return argument * argument + 1;
}

/** Everything that is wrong with a history, in sentences. `errorsAllowed` are results that a kill explains. */
export function check(events: readonly Event[], errorsAllowed: RegExp = /^$/): readonly string[] {
  const submitted = new Map<string, number>();
  for (const event of events) if (event.kind === "submitted") submitted.set(keyOf(event), event.argument);
  return [
    ...checkLast(events),
    ...checkResults(events, submitted, errorsAllowed),
    ...checkReadings(events),
    ...checkLive(events),
  ];
}

/** K1 */
function checkLast(events: readonly Event[]): string[] {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== "seen" || event.reading !== lastReading) continue;
    counts.set(keyOf(event), (counts.get(keyOf(event)) ?? 0) + 1);
  }
  const acknowledged = new Set(
    events.filter((event) => event.kind === "acknowledged").map((event) => keyOf(event)),
  );
  return [...acknowledged].flatMap((key) => {
    const count = counts.get(key) ?? 0;
    return count === 1 ? [] : [`K1: ${key} was acknowledged and has ${count} results`];
  });
}

/** K2, K3, K5 */
function checkResults(
  events: readonly Event[],
  submitted: ReadonlyMap<string, number>,
  errorsAllowed: RegExp,
): string[] {
  const first = new Map<string, string>();
  return events.flatMap((event) => {
    if (event.kind !== "seen") return [];
    const key = keyOf(event);
    const outcome = JSON.stringify(event.outcome);
    const before = first.get(key);
    first.set(key, before ?? outcome);
    const argument = submitted.get(key);
    if (argument === undefined) return [`K5: ${key} was seen by ${event.by} and never submitted`];
    return [
      ...(before === undefined || before === outcome ? [] : [`K2: ${key} was ${before} and then ${outcome}`]),
      ...(isRight(event.outcome, argument, errorsAllowed) ? [] : [`K3: ${key} of ${argument} is ${outcome}`]),
    ];
  });
}

function isRight(outcome: Outcome, argument: number, errorsAllowed: RegExp): boolean {
  if ("error" in outcome) return errorsAllowed.test(outcome.error);
  return outcome.answer.argument === argument && outcome.answer.value === valueOf(argument);
}

/** K4 */
function checkReadings(events: readonly Event[]): string[] {
  const seen = new Set<string>();
  const latest = new Map<string, number>();
  return events.flatMap((event) => {
    if (event.kind !== "seen") return [];
    const reading = `${event.reading} of ${event.call}`;
    const key = `${reading} ${event.index}`;
    const isTwice = seen.has(key);
    seen.add(key);
    if (isTwice) return [`K4: reading ${reading} has input ${event.index} twice`];
    const before = latest.get(reading) ?? -1;
    latest.set(reading, event.index);
    const isGap = event.isOrdered && event.index !== before + 1;
    return isGap ? [`K4: reading ${reading} has input ${event.index} after ${before}`] : [];
  });
}

/** K6 */
function checkLive(events: readonly Event[]): string[] {
  const refused = new Set<string>();
  const done = new Set<string>();
  for (const event of events) {
    if (event.kind === "refused") refused.add(event.call);
    else if (event.kind !== "submitted") done.add(keyOf(event));
  }
  return events.flatMap((event) =>
    event.kind === "submitted" && !refused.has(event.call) && !done.has(keyOf(event))
      ? [`K6: ${keyOf(event)} was submitted by ${event.by} and nothing came of it`]
      : [],
  );
}

function keyOf({ call, index }: Input): string {
  return `${call}/${index}`;
}
