/** What is in dicts. Keys and values are opaque: what a client pickles, it alone can read. */
import { LydianError } from "../../model/error.ts";
import type { DictId } from "../../model/ids.ts";
import type { Dict } from "../../model/shared-object.ts";
import type { DictEntry, Dicts } from "../../store/dicts.ts";
import type { Clock } from "../clock.ts";
import { dictBytesMax, dictEntriesPerPutMax, dictEntriesPerStepMax } from "../limits.ts";
import type { ObjectLife } from "./object-life.ts";
import type { DictVerbs } from "./object-verbs.ts";
import { requestIdOf } from "./request-id.ts";

export function createDicts(life: ObjectLife<"di">, dicts: Dicts, clock: Clock): DictVerbs {
  async function put(
    { id, name }: Dict,
    entries: readonly DictEntry[],
    { isKeepingExisting, request }: Parameters<DictVerbs["put"]>[2],
  ): Promise<number> {
    if (entries.length === 0) return 0;
    if (entries.length > dictEntriesPerPutMax) {
      throw new LydianError(
        "invalid-argument",
        `Cannot put ${entries.length} entries into dict "${name ?? id}" at once: the limit is ${dictEntriesPerPutMax}`,
      );
    }
    const outcome = await dicts.put(id, entries, {
      isKeepingExisting,
      bytesMax: dictBytesMax,
      atMs: clock.nowMs(),
      ...(request === undefined ? {} : { request: requestIdOf(id, request) }),
    });
    if (outcome.kind === "put") return outcome.created;
    throw new LydianError(
      "resource-exhausted",
      `Cannot put entries into dict "${name ?? id}": it would have more than ${dictBytesMax} bytes; remove some first`,
    );
  }

  return {
    ...life.verbs(),
    create: (caller, request, entries = []) =>
      life.create(caller, request, async (dict) => put(dict, entries, { isKeepingExisting: false })),
    put: async (dictId, entries, options) => put(await life.read(dictId), entries, options),
    get: async (dictId, key) => dicts.get((await life.read(dictId)).id, key, clock.nowMs()),
    has: async (dictId, key) => dicts.has((await life.read(dictId)).id, key, clock.nowMs()),
    async pop(dictId, key, { request }) {
      const { id } = await life.read(dictId);
      const atMs = clock.nowMs();
      return dicts.pop(id, key, {
        atMs,
        ...(request === undefined ? {} : { request: requestIdOf(id, request) }),
      });
    },
    count: async (dictId) => dicts.count((await life.read(dictId)).id),
    async entries(dictId, after) {
      const { id } = await life.read(dictId);
      const limit = dictEntriesPerStepMax;
      return dicts.read(id, { ...(after === undefined ? {} : { after }), limit, atMs: clock.nowMs() });
    },
    clear: async (dictId) => clearDict(dicts, (await life.read(dictId)).id),
  };
}

/** In steps, so that nobody waits long behind a large one. */
export async function clearDict(dicts: Dicts, dictId: DictId): Promise<void> {
  const limit = dictEntriesPerStepMax;
  let step = await dicts.clear(dictId, { limit });
  while (!step.isDone) step = await dicts.clear(dictId, { until: step.until, limit });
}
