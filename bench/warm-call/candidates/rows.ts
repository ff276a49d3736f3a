/**
 * The floor of the store: the rows of a warm call, opened and completed one after the other as a call
 * does, without any network, engine or container. The argument is their durability.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeArguments, encodeValue, newId } from "@lydian/protocol";
import { openSqliteStore } from "@lydian/server/internal";
import type { Candidate } from "../candidate.ts";

export async function open(argument: string | undefined): Promise<Candidate> {
  const directory = await mkdtemp(join(tmpdir(), "lydian-bench-rows-"));
  const isSynced = argument === "synced";
  const store = await openSqliteStore({ path: join(directory, "store.db"), syncAll: isSynced });
  const durability = isSynced ? "synced" : "written";
  const [functionId, appId, containerId] = [newId("fu"), newId("ap"), newId("ta")];
  const inputs = [{ index: 0, payload: { format: "cbor", data: encodeArguments([]) } }] as const;
  const result = { status: "success", payload: { format: "cbor", data: encodeValue(undefined) } } as const;
  return {
    async call() {
      const callId = newId("fc");
      const createdAtMs = Date.now();
      const call = { callId, functionId, appId, type: "unary", invocation: "attached", createdAtMs } as const;
      await store.calls.open(call, inputs, { durability, claimFor: [containerId] });
      const attempt = { callId, index: 0, attempt: 1 };
      const times = { startedAtMs: createdAtMs, finishedAtMs: Date.now() };
      await store.calls.complete(containerId, [{ kind: "finish", attempt, result, ...times }], durability);
    },
    async close() {
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
