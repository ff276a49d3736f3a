/**
 * A container: empty and waiting, then loading the one function that it is given, then serving it,
 * then ending. What the server orders and what befalls the process meet here.
 *
 * - C1. A function is assigned once.
 * - C2. Whatever ends the process, inputs that run are completed or given back first, and what was
 *   sent is flushed; only a lost connection ends it at once.
 * - C3. After an error that nobody caught the process is not trusted with another input.
 */
import { preciseNowMs } from "@lydian/protocol";
import type { Socket } from "node:net";
import type { ServerItem } from "@lydian/protocol";
import { blobsOverSession } from "./input/blobs-over-session.ts";
import { captureOutput } from "./report/capture-output.ts";
import type { OutputCapture } from "./report/capture-output.ts";
import { exitCodes } from "./exit-codes.ts";
import { Failures } from "./report/failure.ts";
import { Inputs } from "./input/inputs.ts";
import { bundleFolder } from "./code/load-bundle.ts";
import { loadService } from "./code/load-service.ts";
import { prepare } from "./code/prepare.ts";
import { guardProcess } from "./process-guard.ts";
import { currentInput, readDelivery } from "./input/running-input.ts";
import { ServerConnection } from "./connection/server-connection.ts";
import { StackCleaner } from "./report/stack.ts";
import { stopServing } from "./stop-serving.ts";
import type { Service } from "./code/target.ts";
import { settleCrash } from "./settle-crash.ts";

/** How long what was sent may take to leave when the process ends. */
const flushMsMax = 2000;

type Assign = NonNullable<ServerItem["assign"]>;

type State =
  | { readonly kind: "waiting" }
  | { readonly kind: "loading" }
  | { readonly kind: "serving"; readonly inputs: Inputs; readonly service: Service }
  | { readonly kind: "ending"; readonly code: number };

export interface ContainerOptions {
  readonly socket: Socket;
  readonly head: Uint8Array;
  readonly socketPath: string;
  /** The process's own. */
  readonly environment: NodeJS.ProcessEnv;
  /** Where the program and the SDK are. */
  readonly runtimeFolder: URL;
  /** Where this process may write. */
  readonly scratch: string;
}

export class Container {
  /** Resolves when code can be loaded; what is assigned earlier waits for it. */
  readonly prepared: Promise<void>;
  readonly #options: ContainerOptions;
  readonly #connection: ServerConnection;
  readonly #output: OutputCapture;
  readonly #failures: Failures;
  readonly #exit: (code: number) => never;
  #state: State = { kind: "waiting" };

  constructor(options: ContainerOptions) {
    this.#options = options;
    this.#failures = new Failures(new StackCleaner(options.runtimeFolder, bundleFolder(options.scratch)));
    this.#exit = guardProcess({
      onExitCalled: (error) => this.#crash(error, error.code),
      onUncaught: (error) => this.#crash(error, exitCodes.crashed),
    });
    this.#connection = new ServerConnection(options.socket, options.head, {
      onOrder: (item) => this.#obey(item),
      onClose: () => this.#exit(this.#state.kind === "ending" ? this.#state.code : exitCodes.connectionLost),
    });
    this.#output = captureOutput(this.#connection);
    this.prepared = prepare(options.runtimeFolder);
  }

  #obey({ assign, deliver, chunksStored, cancelInputs, stop }: ServerItem): void {
    if (assign) void this.#load(assign);
    if (stop) void this.#stop(stop.graceMs ?? 0, stop.isAbrupt ?? false);
    if (this.#state.kind !== "serving") return;
    const { inputs } = this.#state;
    if (deliver) inputs.start((deliver.deliveries ?? []).map(readDelivery));
    for (const name of cancelInputs?.attempts ?? []) inputs.cancel(name);
    if (chunksStored) inputs.chunksStored(chunksStored.attempt ?? {}, chunksStored.through ?? 0);
  }

  async #load(assign: Assign): Promise<void> {
    if (this.#state.kind !== "waiting") return; // C1
    this.#state = { kind: "loading" };
    try {
      await this.prepared;
      const service = await loadService(assign, this.#connection, this.#options);
      const loadedAtMs = preciseNowMs();
      await service.enter();
      // It may have been told to stop, or have crashed, meanwhile.
      if (this.#isEnding()) return;
      const send = this.#connection.send.bind(this.#connection);
      const inputs = new Inputs({
        service,
        blobs: blobsOverSession,
        failures: this.#failures,
        send,
        output: this.#output,
      });
      this.#state = { kind: "serving", inputs, service };
      this.#connection.send({ ready: { loadedAtMs } });
      this.#connection.send({ take: { slots: assign.maxConcurrentInputs || 1 } });
    } catch (error) {
      this.#bootFailed(error, exitCodes.bootFailed);
    }
  }

  #isEnding(): boolean {
    return this.#state.kind === "ending";
  }

  async #stop(graceMs: number, isAbrupt: boolean): Promise<void> {
    if (this.#state.kind === "serving") {
      await stopServing(this.#state.inputs, this.#state.service, {
        graceMs,
        isAbrupt,
        onExitFailed: (error) =>
          this.#connection.send({ exitFailed: { result: this.#failures.result(error) } }),
      });
    }
    this.#end(exitCodes.stopped);
  }

  #crash(error: unknown, code: number): void {
    switch (this.#state.kind) {
      case "waiting":
      case "loading":
        return this.#bootFailed(error, code);
      case "serving":
        this.#print(error);
        settleCrash(this.#state.inputs, currentInput(), this.#failures.result(error));
        return this.#end(code);
      case "ending":
        return;
    }
  }

  #bootFailed(error: unknown, code: number): void {
    if (this.#isEnding()) return;
    this.#print(error);
    this.#output.flush();
    this.#connection.send({ bootFailed: { result: this.#failures.result(error) } });
    this.#end(code);
  }

  #print(error: unknown): void {
    process.stderr.write(`${this.#failures.traceback(error)}\n`);
  }

  /** Flushes, and leaves when the server has everything. */
  #end(code: number): void {
    if (this.#isEnding()) return;
    this.#state = { kind: "ending", code };
    this.#output.flush();
    setTimeout(() => this.#exit(code), flushMsMax).unref();
    this.#connection.close();
  }
}
