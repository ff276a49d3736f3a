import { modal } from "@lydian/protocol";
import { defaultClient, type Client } from "./client.ts";
import { InvalidError, NotFoundError, ResultExpiredError, TimeoutError } from "./errors.ts";
import { buildGraph, type CallGraphNode } from "./call-graph.ts";
import { decodePayload, errorOfResult, resultStatus } from "./session/payloads.ts";

const {
  FunctionCallCancelRequest,
  FunctionCallFromIdRequest,
  FunctionCallFromIdResponse,
  FunctionGetCallGraphRequest,
  FunctionGetCallGraphResponse,
  FunctionGetOutputsRequest,
  FunctionGetOutputsResponse,
} = modal.client;

/** How long one question for a result may be held by the server. */
const pollMsMax = 55_000;
/** How many results are asked for at once when iterating. */
const pageSize = 49;

type Item = modal.client.FunctionGetOutputsItem.$Properties;

/** Which result to read, and how long to wait for it. */
export interface GetOptions {
  /** How long to wait; 0 asks once. @default as long as it takes */
  readonly timeoutMs?: number;
  /** Which result, of a call with several: see `spawnMap`. @default 0 */
  readonly index?: number;
}

/** A call that was started and goes on by itself. Its id can be stored, and used from any process. */
export class FunctionCall<Result = unknown> {
  /** The call's id, `fc-…`. */
  readonly objectId: string;
  readonly #client: Client | undefined;

  /** @internal */
  constructor(objectId: string, client?: Client) {
    this.objectId = objectId;
    this.#client = client;
  }

  /**
   * The call of this id. No request is made.
   *
   * @throws {InvalidError} if it cannot be one.
   */
  static fromId<Result = unknown>(
    id: string,
    options: { readonly client?: Client } = {},
  ): FunctionCall<Result> {
    if (!/^fc-[0-9a-zA-Z]+$/.test(id))
      throw new InvalidError(`Cannot use "${id}" as the id of a call: it must be like fc-…`);
    return new FunctionCall<Result>(id, options.client);
  }

  /** The results of several calls, in their order. Rejects at the first failure; the others go on. */
  static gather<const Calls extends readonly FunctionCall[]>(
    ...calls: Calls
  ): Promise<{ -readonly [Index in keyof Calls]: Calls[Index] extends FunctionCall<infer R> ? R : never }> {
    return Promise.all(calls.map((call) => call.get())) as ReturnType<typeof FunctionCall.gather<Calls>>; // one by one the same
  }

  /**
   * The result. It can be read any number of times, for 7 days.
   *
   * @throws {RemoteError} what the function threw.
   * @throws {TimeoutError} if it is not there in time; the call goes on.
   * @throws {ResultExpiredError} if it is kept no longer, or there never was such a call.
   */
  async get({ timeoutMs = Infinity, index = 0 }: GetOptions = {}): Promise<Result> {
    const deadlineMs = performance.now() + timeoutMs;
    for (;;) {
      const waitMs = Math.min(pollMsMax, Math.max(0, deadlineMs - performance.now()));
      const { outputs, numUnfinishedInputs } = await this.#poll(waitMs, index, index);
      const [output] = outputs;
      if (output !== undefined) return this.#valueOf(output);
      if (numUnfinishedInputs === 0) throw this.#gone(index);
      if (performance.now() >= deadlineMs) {
        throw new TimeoutError(`The result of call ${this.objectId} was not there within ${timeoutMs} ms`);
      }
    }
  }

  /** All results in the order of their inputs, each as soon as it is there. Throws at the first failure. */
  async *iter(): AsyncGenerator<Result, void, undefined> {
    const count = await this.numInputs();
    for (let from = 0; from < count; from += pageSize) {
      const to = Math.min(from + pageSize, count) - 1;
      const { outputs } = await this.#poll(0, from, to);
      const byIndex = new Map(outputs.map((output) => [output.idx ?? 0, output]));
      for (let index = from; index <= to; index += 1) {
        const output = byIndex.get(index);
        yield output === undefined ? await this.get({ index }) : await this.#valueOf(output);
      }
    }
  }

  /** Ends what is unfinished: its `get` rejects. With `terminateContainers` it is not asked first. Idempotent. */
  async cancel(options: { readonly terminateContainers?: boolean } = {}): Promise<void> {
    const request = {
      functionCallId: this.objectId,
      terminateContainers: options.terminateContainers ?? false,
    };
    const codecs = { request: FunctionCallCancelRequest, reply: { decode: () => undefined } };
    await this.#clientToUse().request("FunctionCallCancel", codecs, request);
  }

  /** How many inputs it has: 1, unless `spawnMap` made it. */
  async numInputs(): Promise<number> {
    const codecs = { request: FunctionCallFromIdRequest, reply: FunctionCallFromIdResponse };
    const { numInputs } = await this.#orGone(() =>
      this.#clientToUse().request("FunctionCallFromId", codecs, { functionCallId: this.objectId }),
    );
    return numInputs;
  }

  /** The calls that this one made, and those made by them, and the call that made it: all as trees. */
  async getCallGraph(): Promise<readonly CallGraphNode[]> {
    const codecs = { request: FunctionGetCallGraphRequest, reply: FunctionGetCallGraphResponse };
    const request = { functionCallId: this.objectId };
    return buildGraph(
      await this.#orGone(() => this.#clientToUse().request("FunctionGetCallGraph", codecs, request)),
    );
  }

  #clientToUse(): Client {
    return this.#client ?? defaultClient();
  }

  #poll(
    timeoutMs: number,
    startIdx: number,
    endIdx: number,
  ): Promise<modal.client.FunctionGetOutputsResponse> {
    const codecs = { request: FunctionGetOutputsRequest, reply: FunctionGetOutputsResponse };
    const request = {
      functionCallId: this.objectId,
      timeout: timeoutMs / 1000,
      lastEntryId: "0-0",
      requestedAt: Date.now() / 1000,
      startIdx,
      endIdx,
    };
    return this.#orGone(() => this.#clientToUse().request("FunctionGetOutputs", codecs, request), startIdx);
  }

  async #valueOf({ result, dataFormat }: Item): Promise<Result> {
    const { session } = this.#clientToUse();
    const { exception, traceback, data, dataBlobId } = result ?? {};
    const status: number = result?.status ?? 0;
    const payload = { format: dataFormat, data, blobId: dataBlobId };
    if (status !== resultStatus.success)
      throw await errorOfResult(session, { ...payload, status, exception, traceback });
    return (await decodePayload(session, payload)) as Result; // the caller's word for it
  }

  async #orGone<T>(ask: () => Promise<T>, index = 0): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw error instanceof NotFoundError ? this.#gone(index, error) : error;
    }
  }

  #gone(index: number, cause?: Error): ResultExpiredError {
    const which = index === 0 ? "" : ` ${index}`;
    return new ResultExpiredError(
      `Cannot read result${which} of call ${this.objectId}: it is kept no longer, or there never was such a call`,
      { cause },
    );
  }
}
