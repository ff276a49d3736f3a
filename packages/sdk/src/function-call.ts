import { modal } from "@lydian/protocol";
import { defaultClient, type Client } from "./client.ts";
import { InvalidError, NotFoundError, RemoteError, ResultExpiredError, TimeoutError } from "./errors.ts";
import { buildGraph, type CallGraphNode } from "./call-graph.ts";
import { decodePayload, errorOfResult, resultStatus } from "./session/payloads.ts";

const {
  FunctionCallAwaitProgressRequest,
  FunctionCallCancelRequest,
  FunctionCallFromIdRequest,
  FunctionCallFromIdResponse,
  FunctionCallGetInfoResponse,
  FunctionCallRetryFailedRequest,
  FunctionCallRetryFailedResponse,
  FunctionGetCallGraphRequest,
  FunctionGetCallGraphResponse,
  FunctionGetOutputsRequest,
  FunctionGetOutputsResponse,
} = modal.client;

/** How long one question for a result may be held by the server. */
const pollMsMax = 55_000;
/** How many results are asked for at once when iterating. */
const pageSize = 49;
/** What an index is on the wire. */
const indexMax = 2 ** 32 - 1;

type Info = modal.client.FunctionCallInfo.$Properties;
type Item = modal.client.FunctionGetOutputsItem.$Properties;

/** Which result to read, and how long to wait for it. */
export interface GetOptions {
  /** How long to wait; 0 asks once. @default as long as it takes */
  readonly timeoutMs?: number;
  /** Which result, of a call with several: see `spawnMap`. @default 0 */
  readonly index?: number;
}

/** Which results to go through, and what to do about failures. */
export interface IterOptions {
  /** The input to begin with. @default 0 */
  readonly from?: number;
  /** A failure is an item of the results instead of their end. @default false */
  readonly returnExceptions?: boolean;
}

/** How far a call is: counts of its inputs. */
export interface CallStatus {
  readonly total: number;
  /** Those that wait or run. */
  readonly unfinished: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Those that ran longer than allowed. */
  readonly timedOut: number;
  readonly cancelled: number;
  /** Whether nothing will change any more, unless failures are retried. */
  readonly isDone: boolean;
}

/** What has become of one input so far. */
export type Outcome<Result> =
  | { readonly index: number; readonly state: "unfinished" }
  | { readonly index: number; readonly state: "succeeded"; readonly value: Result }
  | { readonly index: number; readonly state: "failed"; readonly error: Error };

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

  /**
   * All results in the order of their inputs, each as soon as it is there.
   *
   * @throws {RemoteError} at the first failure, unless `returnExceptions` is set.
   */
  iter(
    options: IterOptions & { readonly returnExceptions: true },
  ): AsyncGenerator<Result | Error, void, undefined>;
  iter(options?: IterOptions): AsyncGenerator<Result, void, undefined>;
  async *iter({ from = 0, returnExceptions = false }: IterOptions = {}): AsyncGenerator<
    Result | Error,
    void,
    undefined
  > {
    const count = await this.numInputs();
    for (let begin = from; begin < count; begin += pageSize) {
      const to = Math.min(begin + pageSize, count) - 1;
      const byIndex = await this.#outputsOf(begin, to);
      for (let index = begin; index <= to; index += 1) {
        const output = byIndex.get(index);
        const value = output === undefined ? this.get({ index }) : this.#valueOf(output);
        yield returnExceptions ? await value.catch(failureOf) : await value;
      }
    }
  }

  /** What has become of inputs `from` to `from + limit - 1`, without waiting for any; fewer at the end of the call. */
  async getPage({ from = 0, limit = 100 }: { readonly from?: number; readonly limit?: number } = {}): Promise<
    readonly Outcome<Result>[]
  > {
    const end = Math.min(from + limit, await this.numInputs());
    const page: Outcome<Result>[] = [];
    for (let begin = from; begin < end; begin += pageSize) {
      const to = Math.min(begin + pageSize, end) - 1;
      const byIndex = await this.#outputsOf(begin, to);
      for (let index = begin; index <= to; index += 1)
        page.push(await this.#outcomeOf(index, byIndex.get(index)));
    }
    return page;
  }

  /** How far it is. */
  async status(): Promise<CallStatus> {
    return statusOf(await this.#progress(undefined));
  }

  /** How far it is, now and whenever that has changed, a few times a second at most, until all is done. */
  async *watch(): AsyncGenerator<CallStatus, void, undefined> {
    for (let seen: Info | undefined; ;) {
      const info: Info = await this.#progress(seen);
      const status = statusOf(info);
      const isNews = seen === undefined || !isSame(status, statusOf(seen));
      if (isNews) yield status;
      if (status.isDone) return;
      seen = info;
    }
  }

  /**
   * Runs the inputs again that failed or ran out of time, with the same arguments, and with all their retries;
   * resolves to how many. What succeeded stays as it is. For calls of `spawnMap`, as long as their results
   * are kept.
   *
   * @throws {ConflictError} if the call was cancelled, or is none of `spawnMap`.
   */
  async retryFailed(): Promise<number> {
    const codecs = { request: FunctionCallRetryFailedRequest, reply: FunctionCallRetryFailedResponse };
    const request = { functionCallId: this.objectId };
    const { numInputs } = await this.#orGone(() =>
      this.#clientToUse().request("FunctionCallRetryFailed", codecs, request),
    );
    return numInputs;
  }

  /**
   * Ends what is unfinished, or only the input of an `index`: its `get` rejects. With `terminateContainers` it is not
   * asked first. Idempotent.
   *
   * @throws {NotFoundError} if there is no such call, or no such input.
   */
  async cancel(
    options: { readonly index?: number; readonly terminateContainers?: boolean } = {},
  ): Promise<void> {
    const { index, terminateContainers = false } = options;
    if (index !== undefined && !(Number.isInteger(index) && index >= 0 && index <= indexMax))
      throw new InvalidError(`Cannot cancel input ${index}: an index is a whole number, 0 for the first`);
    const request = {
      functionCallId: this.objectId,
      terminateContainers,
      ...(index === undefined ? {} : { lydianIndex: index }),
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

  async #outputsOf(from: number, to: number): Promise<ReadonlyMap<number, Item>> {
    const { outputs } = await this.#poll(0, from, to);
    return new Map(outputs.map((output) => [output.idx ?? 0, output]));
  }

  async #outcomeOf(index: number, output: Item | undefined): Promise<Outcome<Result>> {
    if (output === undefined) return { index, state: "unfinished" };
    try {
      return { index, state: "succeeded", value: await this.#valueOf(output) };
    } catch (error) {
      return { index, state: "failed", error: failureOf(error) };
    }
  }

  async #progress(seen: Info | undefined): Promise<Info> {
    const codecs = { request: FunctionCallAwaitProgressRequest, reply: FunctionCallGetInfoResponse };
    const request = {
      functionCallId: this.objectId,
      timeout: pollMsMax / 1000,
      ...(seen === undefined ? {} : { seen }),
    };
    const { info } = await this.#orGone(() =>
      this.#clientToUse().request("FunctionCallAwaitProgress", codecs, request),
    );
    return info ?? {};
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

function statusOf(info: Info): CallStatus {
  const unfinished = info.pendingInputs?.total ?? 0;
  return {
    total: info.totalInputs ?? 0,
    unfinished,
    succeeded: info.succeededInputs?.total ?? 0,
    failed: info.failedInputs?.total ?? 0,
    timedOut: info.timeoutInputs?.total ?? 0,
    cancelled: info.cancelledInputs?.total ?? 0,
    isDone: unfinished === 0 && info.isOpen !== true,
  };
}

function isSame(a: CallStatus, b: CallStatus): boolean {
  return a.total === b.total && a.unfinished === b.unfinished && a.isDone === b.isDone;
}

/** What a function threw; what went wrong on the way to its result is no result. */
function failureOf(error: unknown): Error {
  if (error instanceof RemoteError) return error;
  throw error;
}
