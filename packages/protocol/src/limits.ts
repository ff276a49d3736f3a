/** Limits that both ends of a wire know. */

/** The largest message that a peer may send or receive, either protocol. */
export const messageBytesMax = 100 * 1024 * 1024;

/** The largest payload that travels inside a message; what is larger becomes a blob. */
export const payloadInlineBytesMax = 2 * 1024 * 1024;

/** The largest single argument or result, as a blob. Twice what anybody was seen to send. */
export const payloadBytesMax = 1024 * 1024 * 1024;

/**
 * How many inputs of one map may be between "sent" and "output received". Official clients deadlock
 * below 49, the size of their batches; 1000 is their default.
 */
export const mapInputsInFlightMax = 1000;

/** How many yields of a generator may be on their way to the store. */
export const chunksInFlightMax = 64;

/** A batch is closed and sent when its payloads reach this, so that one frame never delays others long. */
export const batchBytesTarget = 1024 * 1024;

/** How many bytes may wait in a connection before its writers are asked to wait. */
export const linkBufferedBytesMax = 8 * 1024 * 1024;
