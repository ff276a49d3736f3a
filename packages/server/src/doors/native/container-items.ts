/** What a container says, and what it is told: the native protocol's side of a `ContainerSession`. */
import type { Link, lydian, PeerItem, ServerItem } from "@lydian/protocol";
import type { ContainerSession, FinishedAttempt } from "../../engine/containers/container-verbs.ts";
import { LydianError } from "../../model/error.ts";
import type { LogStream } from "../../model/log-line.ts";
import { assignMessage, attemptOf, chunkOf, deliveryMessage, logInputOf, resultOf } from "./messages.ts";

const stderrNumber = 2;

/**
 * - D1. A container that runs batches asks for batches, not for inputs: each is one delivery, and the next is
 *   begun once it has asked for another one.
 */
export class ContainerItems {
  readonly #session: ContainerSession;
  readonly #link: Link<ServerItem, PeerItem>;
  readonly #closed = new AbortController();
  readonly #onBug: (where: string, error: unknown) => void;
  #isReady = false;
  #batchSize: number | undefined;
  /** How many batches it has asked for and not been given. */
  #batchesWanted = 0;
  #wanted = Promise.withResolvers<void>();

  constructor(
    session: ContainerSession,
    link: Link<ServerItem, PeerItem>,
    onBug: (where: string, error: unknown) => void,
  ) {
    this.#session = session;
    this.#link = link;
    this.#onBug = onBug;
    this.#run("assign a container", this.#assign());
    this.#run("stop a container", this.#tellStop());
  }

  /**
   * Handles the items that only containers send; answers the others. Slots are granted after the
   * outputs of the same batch have freed them.
   */
  handle(items: readonly PeerItem[]): readonly PeerItem[] {
    const others: PeerItem[] = [];
    const finished: FinishedAttempt[] = [];
    const yields = new Map<string, lydian.native.PutChunks.$Properties>();
    let slots = 0;
    for (const item of items) {
      if (item.complete) finished.push(finishedAttemptOf(item.complete));
      else if (item.take) slots += item.take.slots ?? 0;
      else if (item.putChunks) gather(yields, item.putChunks);
      else if (item.log) this.#log(item.log);
      else if (item.ready) this.#ready(item.ready.loadedAtMs || undefined);
      else if (item.bootFailed) this.#session.bootFailed(resultOf(item.bootFailed.result));
      else if (item.exitFailed) this.#logExitFailure(item.exitFailed);
      else others.push(item);
    }
    // Yields before outputs: whoever sees a generator's end finds all of them.
    for (const put of yields.values()) this.#run("store yields", this.#putChunks(put));
    if (finished.length > 0) this.#run("store outputs", this.#session.complete(finished));
    if (slots > 0) this.#grant(slots);
    return others;
  }

  close(): void {
    this.#closed.abort();
    this.#wanted.resolve();
    this.#session.detach();
  }

  async #assign(): Promise<void> {
    const assignment = await this.#session.assignment(this.#closed.signal);
    if (assignment.language !== "typescript") throw new Error("A container of ours got a function of Python");
    this.#batchSize = assignment.function.settings.batching?.maxSize;
    this.#link.send({ assign: assignMessage(assignment) });
  }

  async #tellStop(): Promise<void> {
    const order = await this.#session.stopOrder(this.#closed.signal);
    if (order === undefined) return;
    this.#link.send({ stop: { graceMs: Math.round(order.graceMs), isAbrupt: order.isAbrupt } });
  }

  /** Said twice, it is said once: whoever delivers is there already. */
  #ready(loadedAtMs: number | undefined): void {
    if (this.#isReady) return;
    this.#isReady = true;
    this.#session.ready(loadedAtMs);
    this.#run("deliver inputs", this.#deliver());
    this.#run("cancel inputs", this.#tellCancellations());
  }

  #grant(slots: number): void {
    if (this.#batchSize === undefined) {
      this.#session.grant(slots);
      return;
    }
    this.#batchesWanted += slots;
    this.#wanted.resolve();
  }

  /** D1. */
  async #offerBatch(size: number): Promise<void> {
    while (this.#batchesWanted === 0 && !this.#closed.signal.aborted) {
      this.#wanted = Promise.withResolvers();
      await this.#wanted.promise;
    }
    this.#batchesWanted -= 1;
    this.#session.offer(size);
  }

  async #deliver(): Promise<void> {
    for (;;) {
      if (this.#batchSize !== undefined) await this.#offerBatch(this.#batchSize);
      const inputs = await this.#session.take(this.#closed.signal);
      if (inputs === "stop" || this.#closed.signal.aborted) return;
      const deliveries = inputs.map((input) => deliveryMessage(input, this.#session.traceContextOf(input)));
      this.#link.send({ deliver: { deliveries } });
    }
  }

  async #tellCancellations(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      const attempts = await this.#session.cancellations(this.#closed.signal);
      if (attempts.length > 0)
        this.#link.send({
          cancelInputs: {
            attempts: attempts.map(({ callId, index, attempt }) => ({ callId, index, attempt })),
          },
        });
    }
  }

  async #putChunks(put: lydian.native.PutChunks.$Properties): Promise<void> {
    const attempt = attemptOf(put.attempt);
    const chunks = (put.chunks ?? []).map(chunkOf);
    await this.#session.putChunks(attempt, chunks);
    this.#link.send({ chunksStored: { attempt: { ...attempt }, through: chunks.at(-1)?.index ?? 0 } });
  }

  #log(log: lydian.native.Log.$Properties): void {
    const stream: LogStream = log.stream === stderrNumber ? "stderr" : "stdout";
    this.#session.log([
      { stream, text: log.text ?? "", atMs: log.atMs ?? Date.now(), ...logInputOf(log.callId, log.index) },
    ]);
  }

  #logExitFailure(failed: lydian.native.ExitFailed.$Properties): void {
    const { exception = "", traceback = "" } = resultOf(failed.result);
    this.#session.log([
      {
        stream: "system",
        text: `An exit hook failed: ${traceback === "" ? exception : traceback}\n`,
        atMs: Date.now(),
      },
    ]);
  }

  /** A full disk and the like: the container is let go, so that its inputs run again once it is better. */
  #run(what: string, work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (this.#closed.signal.aborted) return;
      // A pooled container that is not needed any more was waiting for its function.
      if (error instanceof LydianError && error.kind === "cancelled") return;
      this.#onBug(what, error);
      this.#link.destroy();
    });
  }
}

/** Yields of one attempt in one batch are stored together. */
function gather(
  yields: Map<string, lydian.native.PutChunks.$Properties>,
  put: lydian.native.PutChunks.$Properties,
): void {
  const key = `${put.attempt?.callId}:${put.attempt?.index}#${put.attempt?.attempt}`;
  const others = yields.get(key);
  if (others === undefined)
    yields.set(key, { attempt: put.attempt ?? null, chunks: [...(put.chunks ?? [])] });
  else others.chunks?.push(...(put.chunks ?? []));
}

function finishedAttemptOf(complete: lydian.native.Complete.$Properties): FinishedAttempt {
  return {
    attempt: attemptOf(complete.attempt),
    result: complete.isReturned === true ? "returned" : resultOf(complete.result),
    startedAtMs: complete.startedAtMs ?? 0,
    finishedAtMs: complete.finishedAtMs ?? 0,
  };
}
