/** The engine's bounds. What an operator may change is in `config.ts` and handed in. */

/** Attempts of one input that may be lost with their containers before it fails for good. */
export const lossesMax = 8;

/** The same where the container had used up its memory: it will again, unless it was a neighbour's doing. */
export const memoryLossesMax = 3;

/** The same where the container fell silent, which took minutes each time. */
export const silentLossesMax = 3;

/** The same where the container ended by itself, with a code and without a reason: its code did it. */
export const exitLossesMax = 3;

/** Containers of a function that may fail to start, one after the other, before its callers are told. */
export const bootFailuresMax = 3;

/** A container that said why it cannot start will hardly start the next time: one more try. */
export const explainedBootFailuresMax = 2;

/** Pause after a failed start; doubles with each, up to the second. */
export const bootBackoffMsMin = 100;
export const bootBackoffMsMax = 5_000;

/** How long a cancelled or timed-out input may hold its slot before its container is killed. */
export const cancelGraceMs = 5_000;

/** How long a container that is to stop may take to leave; one that drains has the timeout of its inputs on top. */
export const drainGraceMs = 30_000;

/**
 * When callers ask again whose calls come while the server stops. Without it the official clients give
 * up after 0.7 s; with it they do not count how often they ask.
 */
export const stoppingRetryAfterMs = 1_000;

/** How long containers may take to leave when the server stops. */
export const stopGraceMs = 2_000;

/** Containers of one function that may be starting at once: a short queue empties before more are of use. */
export const bootsAtOnceMax = 4;

/** Calls and puts whose commit is under way, all callers together; beyond it callers are asked to wait. */
export const submissionsInFlightMax = 20_000;
export const submissionRetryAfterMs = 100;

/** When callers ask again whose function has as many inputs as it may have. */
export const fullRetryAfterMs = 500;

/** Inputs of one `put`. */
export const inputsPerPutMax = 1_024;

/** Inputs that are cancelled in one write, so that nobody waits long behind a million of them. */
export const cancelledInputsPerStepMax = 5_000;

/** Failed inputs that are queued again in one write. */
export const retriedInputsPerStepMax = 1_000;

/** How often what is past its retention is deleted, and how many calls in one go. */
export const retentionIntervalMs = 30_000;
export const expiredCallsPerStepMax = 500;
export const expiredLogLinesPerStepMax = 5_000;

/** Results of attached calls are read at once or never; of detached ones, within a week. */
export const attachedRetentionMs = 10 * 60_000;
export const detachedRetentionMs = 7 * 86_400_000;
export const logRetentionMs = 7 * 86_400_000;
export const logBytesMax = 1024 * 1024 * 1024;

/** An ephemeral app whose client was silent for so long has no client any more. Clients beat every 15 s. */
export const appSilenceMsMax = 60_000;

/** Bundles kept in memory so that a cold start reads no file. */
export const bundleCacheBytesMax = 64 * 1024 * 1024;

/** Files of one mount, and bytes of one file: what large data is for is volumes. */
export const mountedFilesMax = 20_000;
export const mountedFileBytesMax = 1024 * 1024 * 1024;

/**
 * Bytes of the files of one function that are not in its image. Its containers have them in memory,
 * where the smallest limit is 512 MiB, and Python needs some of it.
 */
export const placedBytesMax = 384 * 1024 * 1024;

/** Files up to this size are read whole and kept for the next container, larger ones pass through. */
export const placedWholeBytesMax = 1024 * 1024;

/** A build that takes longer is ended. Those that download a lot take a quarter of an hour. */
export const buildMsMax = 3_600_000;

/** Output of one build that is kept for whoever joins late; beyond it the oldest is dropped, which is said. */
export const buildLogBytesMax = 4 * 1024 * 1024;

/** How long the end of a build can be asked for after it, and of how many builds at most. */
export const finishedBuildMs = 10 * 60_000;
export const finishedBuildsMax = 200;

/** Steps of one image: clients make a new image for almost each. */
export const imageStepsMax = 1_000;

/** Images and mounts that nothing is made of any more, and that no client has asked for since. */
export const imageRetentionMs = 14 * 86_400_000;
export const mountRetentionMs = 86_400_000;

export const unusedFilesIntervalMs = 3_600_000;

/** How exactly it is known when an image or a mount was asked for last: each time costs a write. */
export const usedAtStepMs = 3_600_000;

/** What a container wrote last, kept to explain why it went. */
export const lastWordsBytesMax = 4_096;

/** Log lines waiting for the store; beyond it the oldest are dropped and their number is logged. */
export const logLinesPendingMax = 10_000;

/** Tags of one app, which people label it with. */
export const tagsMax = 50;

/** How long a container may take to finish a line, and how long that may be, before it is stored in pieces. */
export const pieceMsMax = 200;
export const pieceCharactersMax = 16 * 1024;

/** One answer about logs: as much text as fits a message with room to spare, and as many buckets as anybody draws. */
export const logAnswerCharactersMax = 32 * 1024 * 1024;
export const logBucketsMax = 10_000;

/** Versions of an app that can be rolled back to. */
export const versionsKeptMax = 100;

/** Records kept in memory; beyond it all are forgotten and read again when they are needed. */
export const documentsKeptMax = 50_000;

/** Functions kept put together; variants have no bound of their own. */
export const resolvedKeptMax = 10_000;

/** Maps whose clients went away without closing them, when nothing happens in them any more. */
export const abandonedMapMs = 86_400_000;

/** Blobs outlive the results that may name them; those of inputs that still wait are kept in any case. */
export const blobRetentionMs = detachedRetentionMs + 86_400_000;
export const expiredBlobsPerStepMax = 200;

/** Stopped apps can be looked at for as long as the results of their calls. */
export const stoppedAppRetentionMs = detachedRetentionMs;

/** How long a person has to confirm a sign-in, and how often the codes may be wrong. */
export const signInMs = 10 * 60_000;
export const signInTriesMax = 5;

/** Sign-ins that wait at once. Anybody may begin one. */
export const signInsMax = 32;

/** A client of an anonymous dict, queue or volume beats every 300 s: two may be missed. */
export const objectSilenceMsMax = 15 * 60_000;

/** Anonymous dicts, and as many queues and volumes, whose clients are listened for. */
export const anonymousObjectsMax = 10_000;

/** A dict: entries of one update, bytes of all its entries, and how long one stays that nobody uses. */
export const dictEntriesPerPutMax = 10_000;
export const dictBytesMax = 10 * 1024 * 1024 * 1024;
export const dictEntryRetentionMs = 7 * 86_400_000;

/** Entries that are read or deleted in one go, so that nobody waits long behind them. */
export const dictEntriesPerStepMax = 1_000;

/** A queue: its partitions, what one of them holds, and how long after the last put. */
export const queuePartitionsMax = 100_000;
export const queueItemsMax = 5_000;
export const queuePartitionBytesMax = 64 * 1024 * 1024;
export const queueItemBytesMax = 1024 * 1024;
export const queuePartitionKeyBytesMax = 64;
export const queuePartitionTtlMsDefault = 86_400_000;

/** Items that are read or deleted in one go. */
export const queueItemsReadMax = 100;
export const queueItemsPerStepMax = 5_000;

/** Clients ask again within seconds where they lost an answer, or as soon as the server is there again. */
export const requestRememberedMs = 5 * 60_000;

/** Items that were taken and are kept, since they may be asked for again; beyond it the oldest go. */
export const takenBytesRememberedMax = 256 * 1024 * 1024;

/** How often everything is looked through for what nobody names, from what age, and how much goes in one write. */
export const garbageIntervalMs = 3_600_000;
export const garbageAgeMs = 86_400_000;
export const garbagePerWrite = 500;

/** Records of one kind that are looked through to find what nobody names. */
export const recordsListedMax = 200_000;
