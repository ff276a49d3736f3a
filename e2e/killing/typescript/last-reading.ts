/** Reads every acknowledged input when all is quiet, as somebody else would: by the call's id. */
import { FunctionCall, RemoteError, type Client } from "lydian";
import { countAcknowledged, wrongCount } from "../callers.ts";
import { lastReading, type Answer, type Event, type Outcome } from "../history.ts";

/** What is queued when the last kill is over has to run first. */
const patienceMs = 60_000;
/** Readings at once. */
const breadth = 32;

/** Events of one reading of all that was acknowledged. An input without a result has none. */
export async function readAll(events: readonly Event[], client: Client): Promise<readonly Event[]> {
  const inputs = events.filter((event) => event.kind === "acknowledged");
  const readings: Event[] = [];
  const read = async (): Promise<void> => {
    for (let input = inputs.pop(); input !== undefined; input = inputs.pop()) {
      const { call, index } = input;
      const outcome = await outcomeOf(call, index, client);
      const reading = {
        kind: "seen",
        reading: lastReading,
        isOrdered: false,
        by: "the last reader",
      } as const;
      if (outcome !== undefined) readings.push({ ...reading, call, index, outcome });
    }
  };
  await Promise.all(Array.from({ length: breadth }, read));
  return readings;
}

async function outcomeOf(call: string, index: number, client: Client): Promise<Outcome | undefined> {
  try {
    const options = { timeoutMs: patienceMs, index };
    return { answer: await FunctionCall.fromId<Answer>(call, { client }).get(options) };
  } catch (error) {
    return error instanceof RemoteError ? { error: String(error) } : undefined;
  }
}

/** Calls with another number of inputs than were acknowledged. */
export async function countInputs(events: readonly Event[], client: Client): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [call, count] of countAcknowledged(events)) {
    const found = await FunctionCall.fromId(call, { client }).numInputs();
    wrong.push(...wrongCount(call, found, count));
  }
  return wrong;
}
