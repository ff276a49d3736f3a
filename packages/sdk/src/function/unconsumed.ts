/**
 * Warns of results that nobody iterates: they are lazy, so that nothing has happened. Once per
 * object, when it is collected or, at the latest, when the process exits.
 */
const waiting = new Map<object, string>();
const collected = new FinalizationRegistry<object>((token) => warn(token));
let isListening = false;

/** Begins to watch `owner`; `seen` of the answer ends it. `name` is what the user called. */
export function watchUnconsumed(owner: object, name: string): { seen(): void } {
  const token = {};
  waiting.set(token, name);
  collected.register(owner, token, token);
  if (!isListening) {
    isListening = true;
    process.once("exit", () => {
      for (const left of waiting.keys()) warn(left);
    });
  }
  return {
    seen() {
      waiting.delete(token);
      collected.unregister(token);
    },
  };
}

function warn(token: object): void {
  const name = waiting.get(token);
  if (name === undefined) return;
  waiting.delete(token);
  // Not `emitWarning`: what it prints comes too late when the process exits.
  console.warn(
    `(lydian) Nothing ran: the results of ${name} were never iterated. Use \`for await\`, or forEach or spawn`,
  );
}
