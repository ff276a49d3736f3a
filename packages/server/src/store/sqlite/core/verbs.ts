import { appendChunks, readChunks } from "./calls/chunks.ts";
import { appendInputs } from "./calls/append-inputs.ts";
import { cancelCall, cancelFunction } from "./calls/cancel.ts";
import { claimInputs } from "./calls/claim-inputs.ts";
import { completeAttempts } from "./calls/complete-attempts.ts";
import { countInputs, waitingFunctions } from "./call-reads/count-inputs.ts";
import { explainInputs } from "./call-reads/explain-inputs.ts";
import { expireCalls } from "./calls/expire-calls.ts";
import { finishCallInputs } from "./calls/finish-call-inputs.ts";
import { finishInputs } from "./calls/finish-inputs.ts";
import { openCall } from "./calls/open-call.ts";
import { promoteInputs } from "./calls/promote-inputs.ts";
import { readCall } from "./call-reads/read-call.ts";
import { readGraph } from "./call-reads/read-graph.ts";
import { readOutputs } from "./call-reads/read-outputs.ts";
import { releaseAll, releaseInputs } from "./calls/release-inputs.ts";
import { retryFailed } from "./calls/retry-failed.ts";
import { usesBlob } from "./call-reads/uses-blob.ts";
import type { Context } from "./context.ts";
import { putEntries } from "./dicts/put-entries.ts";
import { getEntry, hasEntry, readEntries } from "./dicts/read-entries.ts";
import { clearDict, expireDicts, popEntry } from "./dicts/remove-entries.ts";
import { countEntries } from "./dicts/sizes.ts";
import { appendLogs, countLogs, expireLogs, readLogs, tailLogs } from "./logs.ts";
import { clearPartition, clearQueue, expireQueues } from "./queues/clear-queue.ts";
import { putItems } from "./queues/put-items.ts";
import { countItems, readItems } from "./queues/read-items.ts";
import { giveItemsBack, takeItems } from "./queues/take-items.ts";
import { listRecords, readRecord, writeRecords } from "./records.ts";

/** Everything that can be asked of the database, by name, prepared once. */
// The type of each verb is that of its own file; writing all of them again here would only repeat it.
// oxlint-disable-next-line typescript/explicit-module-boundary-types
export function createVerbs(ctx: Context) {
  return {
    openCall: openCall(ctx),
    appendInputs: appendInputs(ctx),
    finishCallInputs: finishCallInputs(ctx),
    claimInputs: claimInputs(ctx),
    completeAttempts: completeAttempts(ctx),
    appendChunks: appendChunks(ctx),
    readChunks: readChunks(ctx),
    releaseInputs: releaseInputs(ctx),
    releaseAll: releaseAll(ctx),
    finishInputs: finishInputs(ctx),
    cancelCall: cancelCall(ctx),
    cancelFunction: cancelFunction(ctx),
    promoteInputs: promoteInputs(ctx),
    readCall: readCall(ctx),
    readOutputs: readOutputs(ctx),
    countInputs: countInputs(ctx),
    waitingFunctions: waitingFunctions(ctx),
    readGraph: readGraph(ctx),
    explainInputs: explainInputs(ctx),
    retryFailed: retryFailed(ctx),
    expireCalls: expireCalls(ctx),
    usesBlob: usesBlob(ctx),
    readRecord: readRecord(ctx),
    listRecords: listRecords(ctx),
    writeRecords: writeRecords(ctx),
    appendLogs: appendLogs(ctx),
    readLogs: readLogs(ctx),
    tailLogs: tailLogs(ctx),
    countLogs: countLogs(ctx),
    expireLogs: expireLogs(ctx),
    putEntries: putEntries(ctx),
    getEntry: getEntry(ctx),
    hasEntry: hasEntry(ctx),
    popEntry: popEntry(ctx),
    countEntries: countEntries(ctx),
    readEntries: readEntries(ctx),
    clearDict: clearDict(ctx),
    expireDicts: expireDicts(ctx),
    putItems: putItems(ctx),
    takeItems: takeItems(ctx),
    giveItemsBack: giveItemsBack(ctx),
    readItems: readItems(ctx),
    countItems: countItems(ctx),
    clearPartition: clearPartition(ctx),
    clearQueue: clearQueue(ctx),
    expireQueues: expireQueues(ctx),
  };
}

export type Verbs = ReturnType<typeof createVerbs>;
export type Verb = keyof Verbs;
