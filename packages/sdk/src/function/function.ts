/** The class behind all handles of functions; `function-types.ts` says what each may be used for. */
import { modal } from "@lydian/protocol";
import { spread, zip, type ArgumentLists } from "./argument-lists.ts";
import { checkSettings, type InternalSettings, onCallId, type CallSettings } from "./call-settings.ts";
import type { Client } from "../client.ts";
import { InvalidError } from "../errors.ts";
import { FunctionCall } from "../function-call.ts";
import type { AutoscalerSettings, FunctionStats, LookedUp, UnknownFunction } from "./function-types.ts";
import { generate, prepare, run, start } from "./invoke.ts";
import { runMap, spawnMap } from "./map.ts";
import { checkOptions, present, type AutoscalerOptions, type ContainerOptions } from "../options.ts";
import { Results } from "./results.ts";
import { lookUp, TargetSource, type LookupOptions, type Target } from "./target.ts";
import { bind, checkContainerOptions } from "./variant.ts";

const {
  FunctionGetCurrentStatsRequest,
  FunctionStats: FunctionStatsMessage,
  FunctionUpdateSchedulingParamsRequest,
  FunctionUpdateSchedulingParamsResponse,
} = modal.client;

type Callable = (...args: unknown[]) => unknown;

/** What a handle was made with. */
export interface HandleParts {
  /** What errors and warnings call it. */
  readonly name: string;
  readonly source: TargetSource;
  /** The function as it was written, for one that is defined in this code. */
  readonly handler?: Callable;
  /** How it is run here, if that is not as it was written. */
  readonly local?: Callable;
  readonly settings?: CallSettings;
  /** One of the methods of a class. */
  readonly isMethod?: boolean;
}

/** A function that can be called, wherever it is defined. */
export class Function_ {
  readonly #parts: HandleParts;
  readonly #source: TargetSource;
  readonly #settings: CallSettings;

  constructor(parts: HandleParts) {
    this.#parts = parts;
    this.#source = parts.source;
    this.#settings = parts.settings ?? {};
  }

  static fromName(appName: string, name: string, options?: LookupOptions): Function_ {
    return new Function_({ name, source: lookUp("function", appName, name, options) });
  }

  get objectId(): string {
    if (this.#source.current !== undefined) return this.#source.current.functionId;
    throw new InvalidError(`The id of "${this.#parts.name}" is not known yet: await hydrate() first`);
  }

  async hydrate(options: { readonly client?: Client } = {}): Promise<this> {
    await this.#source.get(options.client);
    return this;
  }

  async remote(...args: unknown[]): Promise<unknown> {
    const invocation = prepare(args, this.#settings);
    await this.#refuseKind("remote", "generator");
    return run(this.#source, invocation);
  }

  remoteGen(...args: unknown[]): AsyncGenerator<unknown, void, undefined> {
    this.#refuseKey("remoteGen");
    const invocation = prepare(args, this.#settings);
    const begin = async function* (this: Function_): AsyncGenerator<unknown, void, undefined> {
      await this.#refuseKind("remoteGen", "function");
      yield* generate(this.#source, invocation);
    };
    return new Results(this.#called("remoteGen"), () => begin.call(this));
  }

  async spawn(...args: unknown[]): Promise<FunctionCall> {
    const invocation = prepare(args, this.#settings);
    await this.#refuseKind("spawn", "generator");
    const { callId, target } = await start(this.#source, invocation);
    return new FunctionCall(callId, target.client);
  }

  map(...iterables: unknown[]): AsyncGenerator<unknown, void, undefined> {
    return this.#results("map", zip(iterables), this.#settings);
  }

  starmap(iterable: unknown): AsyncGenerator<unknown, void, undefined> {
    return this.#results("starmap", spread(iterable), this.#settings);
  }

  async forEach(...iterables: unknown[]): Promise<void> {
    const returnExceptions = this.#settings.ignoreExceptions ?? false;
    const settings = { ...this.#settings, orderOutputs: false, returnExceptions };
    // Nothing is done with the results, but a failure among them is thrown.
    for await (const _result of this.#results("forEach", zip(iterables), settings));
  }

  async spawnMap(...iterables: unknown[]): Promise<FunctionCall> {
    this.#refuseKey("spawnMap");
    const lists = zip(iterables);
    await this.#refuseKind("spawnMap", "generator");
    return spawnMap(await this.#source.get(), lists, this.#settings);
  }

  with(settings: InternalSettings): Function_ {
    const told = settings[onCallId];
    return new Function_({
      ...this.#parts,
      settings: {
        ...this.#settings,
        ...present(checkSettings(settings)),
        ...(told === undefined ? {} : { [onCallId]: told }),
      },
    });
  }

  withOptions(options: ContainerOptions): Function_ {
    const { name, source, isMethod } = this.#parts;
    if (isMethod)
      throw new InvalidError(`Cannot change options of method "${name}": use withOptions of its class`);
    const given = checkContainerOptions(name, options);
    const variant = new TargetSource(async (client) =>
      bind(await source.get(client), new Uint8Array(), given),
    );
    return new Function_({ ...this.#parts, source: variant });
  }

  get local(): Callable {
    return this.#parts.local ?? this.getRawF();
  }

  getRawF(): Callable {
    if (this.#parts.handler !== undefined) return this.#parts.handler;
    throw new InvalidError(
      `Cannot run "${this.#parts.name}" locally: it was looked up, its code is not here`,
    );
  }

  async updateAutoscaler(changes: AutoscalerOptions): Promise<AutoscalerSettings> {
    const { name } = this.#parts;
    const { minContainers, maxContainers, bufferContainers, scaledownWindowMs, ...unknown } = changes;
    checkOptions(`the autoscaler of "${name}"`, { ...changes });
    const [extra] = Object.keys(unknown);
    if (extra !== undefined)
      throw new InvalidError(`Cannot update the autoscaler of "${name}": it has no "${extra}"`);
    const { client, functionId } = await this.#source.get();
    const settings = present({
      minContainers,
      maxContainers,
      bufferContainers,
      scaledownWindow: scaledownWindowMs && Math.ceil(scaledownWindowMs / 1000),
      scaledownWindowMs,
    }) as modal.client.AutoscalerSettings.$Properties; // keys that are undefined are gone
    const codecs = {
      request: FunctionUpdateSchedulingParamsRequest,
      reply: FunctionUpdateSchedulingParamsResponse,
    };
    const reply = await client.request("FunctionUpdateSchedulingParams", codecs, { functionId, settings });
    return settingsOf(reply.currentSettings ?? {});
  }

  async getCurrentStats(): Promise<FunctionStats> {
    const { client, functionId } = await this.#source.get();
    const codecs = { request: FunctionGetCurrentStatsRequest, reply: FunctionStatsMessage };
    const stats = await client.request("FunctionGetCurrentStats", codecs, { functionId });
    const { backlog, numTotalTasks, numRunningInputs, inputHeadroom } = stats;
    return { backlog, numTotalRunners: numTotalTasks, numRunningInputs, inputHeadroom };
  }

  async getWebUrl(): Promise<string | undefined> {
    const { webUrl } = await this.#source.get();
    return webUrl;
  }

  #results(
    verb: string,
    lists: ArgumentLists,
    settings: CallSettings,
  ): AsyncGenerator<unknown, void, undefined> {
    this.#refuseKey(verb);
    const find = async (): Promise<Target> => {
      await this.#refuseKind(verb, "generator");
      return this.#source.get();
    };
    return new Results(this.#called(verb), () => runMap(find, lists, settings));
  }

  /** Types say so too; this is for those who do without. */
  async #refuseKind(verb: string, refused: "function" | "generator"): Promise<void> {
    const { isGenerator }: Target = this.#source.current ?? (await this.#source.get());
    if (isGenerator === undefined || isGenerator !== (refused === "generator")) return;
    const instead = isGenerator ? "it is a generator: use remoteGen" : "it is no generator: use remote";
    throw new InvalidError(`Cannot use ${verb} on "${this.#parts.name}": ${instead}`);
  }

  #refuseKey(verb: string): void {
    if (this.#settings.idempotencyKey === undefined) return;
    throw new InvalidError(`Cannot use ${verb} with an idempotencyKey: only remote and spawn take one`);
  }

  #called(verb: string): string {
    return `${this.#parts.name}.${verb}()`;
  }
}

function settingsOf(message: modal.client.AutoscalerSettings.$Properties): AutoscalerSettings {
  const { minContainers, maxContainers, bufferContainers, scaledownWindow, scaledownWindowMs } = message;
  return {
    minContainers: minContainers ?? 0,
    ...(maxContainers && { maxContainers }),
    bufferContainers: bufferContainers ?? 0,
    scaledownWindowMs: scaledownWindowMs ?? (scaledownWindow ?? 0) * 1000,
  };
}

interface FunctionStatic {
  /**
   * A deployed function by the name of its app and its own. No request is made before its first use,
   * which rejects with a `NotFoundError` naming app, function and environment if it is not there.
   * With `typeof` of the function as it is defined, arguments and results have its types.
   *
   * @example
   * const square = Function.fromName<typeof import("./my_shared_app.ts").square>("my-shared-app", "square");
   * await square.remote(42); // 1764
   *
   * @throws {InvalidError} for what cannot be a name.
   */
  fromName(appName: string, name: string, options?: LookupOptions): UnknownFunction;
  fromName<F>(appName: string, name: string, options?: LookupOptions): LookedUp<F>;
}

/** Looks functions up by name. An app's own functions are made by `app.function`. */
// One class serves functions and generators, defined or not; each type is a part of what it can do.
export const Function: FunctionStatic = Function_ as unknown as FunctionStatic;
