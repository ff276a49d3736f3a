/** What handles look like to whoever writes TypeScript. The one class behind them is in `function.ts`. */
import type { CallSettings } from "./call-settings.ts";
import type { Client } from "../client.ts";
import type { FunctionCall } from "../function-call.ts";
import type { AutoscalerOptions, ContainerOptions } from "../options.ts";

/** Iterated either way. */
export type AnyIterable<T> = Iterable<T> | AsyncIterable<T>;

/** One iterable for each argument. */
export type Iterables<Args extends readonly unknown[]> = {
  readonly [Index in keyof Args]: AnyIterable<Args[Index]>;
};

/** How busy a function is at the moment. */
export interface FunctionStats {
  /** Inputs that wait for a container. */
  readonly backlog: number;
  /** Containers. */
  readonly numTotalRunners: number;
  readonly numRunningInputs: number;
  /** Inputs that the containers could run at once beyond those. */
  readonly inputHeadroom: number;
}

/** The settings in force after `updateAutoscaler`. */
export interface AutoscalerSettings {
  readonly minContainers: number;
  /** Absent: no limit of its own. */
  readonly maxContainers?: number;
  readonly bufferContainers: number;
  readonly scaledownWindowMs: number;
}

/** What all handles can do. */
export interface FunctionHandle {
  /** The function's id. @throws {InvalidError} before it is known: see `hydrate`. */
  readonly objectId: string;
  /**
   * Looks the function up now; otherwise its first use does. Idempotent.
   *
   * @throws {NotFoundError} naming app, function and environment.
   */
  hydrate(options?: { readonly client?: Client }): Promise<this>;
  /**
   * Overrides what is given and keeps the rest, until the next deployment of its app. The containers of
   * a class are shared by its methods: through any of them, those of its instance are scaled.
   *
   * @throws {InvalidError} for settings that contradict each other, or that there are not.
   */
  updateAutoscaler(changes: AutoscalerOptions): Promise<AutoscalerSettings>;
  /** How busy the function is now; for a method, how busy its instance is. */
  getCurrentStats(): Promise<FunctionStats>;
  /** Where it is served on the web, or `undefined` if it is not. The URL stays the same. */
  getWebUrl(): Promise<string | undefined>;
}

/** The settings that change what `map` gives. */
type ItemWith<S, Result, Item> = S extends { readonly returnExceptions: true } ? Result | Error : Item;

/** Keyword arguments take the place of the last argument. */
type ArgsWith<S, Args extends readonly unknown[]> = S extends { readonly kwargs: object }
  ? Args extends readonly [...infer Head, unknown?]
    ? Head
    : Args
  : Args;

/** A handle of a plain function. */
export interface RemoteFunction<
  Args extends readonly unknown[],
  Result,
  Item = Result,
> extends FunctionHandle {
  /** Types only: what `fromName<typeof …>` reads. */
  readonly signature?: (...args: Args) => Result;

  /**
   * Runs it remotely and resolves to its result.
   *
   * @throws {RemoteError} what it threw: class name, message, `cause` and stack in source lines.
   * @throws {InvalidError} naming the path of an argument that cannot be sent; nothing was sent then.
   */
  remote(...args: Args): Promise<Result>;

  /** Starts it and resolves once its input is stored so that it survives a power cut. */
  spawn(...args: Args): Promise<FunctionCall<Result>>;

  /**
   * Runs it for each tuple of items of its iterables, the shortest of which ends it. Lazy: nothing
   * happens before the results are iterated. At most 1,000 inputs are pulled beyond the results that
   * were taken; stopping early cancels the rest.
   *
   * @example
   * for await (const y of square.map([1, 2, 3])) console.log(y); // 1 4 9
   */
  map(...iterables: Iterables<Args>): AsyncGenerator<Item, void, undefined>;

  /** The same for one iterable of argument lists. */
  starmap(iterable: AnyIterable<Readonly<Args>>): AsyncGenerator<Item, void, undefined>;

  /** Runs it for all and waits. Rejects at the first failure, unless `ignoreExceptions` is set. */
  forEach(...iterables: Iterables<Args>): Promise<void>;

  /**
   * Starts it for all and resolves once all inputs are stored so that they survive a power cut. The
   * results can be read one by one, later, from any process.
   */
  spawnMap(...iterables: Iterables<Args>): Promise<FunctionCall<Result>>;

  /** The same function with settings for the calls that are made through the answer. */
  with<const S extends CallSettings>(
    settings: S,
  ): RemoteFunction<ArgsWith<S, Args>, Result, ItemWith<S, Result, Item>>;

  /** The same function in containers of its own, with other settings; what is not given is inherited. */
  withOptions(options: ContainerOptions): RemoteFunction<Args, Result, Item>;
}

/** A handle of a generator function. */
export interface RemoteGenerator<Args extends readonly unknown[], Yield> extends FunctionHandle {
  /** Types only: what `fromName<typeof …>` reads. */
  readonly signature?: (...args: Args) => AsyncGenerator<Yield>;

  /**
   * Runs it remotely and gives its yields as they come. Lazy: nothing happens before it is iterated.
   * Stopping early stops the generator.
   *
   * @throws {RemoteError} what it threw, after what it yielded.
   */
  remoteGen(...args: Args): AsyncGenerator<Yield, void, undefined>;

  /** The same function with settings for the calls that are made through the answer. */
  with<const S extends Pick<CallSettings, "kwargs" | "signal" | "deadlineMs">>(
    settings: S,
  ): RemoteGenerator<ArgsWith<S, Args>, Yield>;

  /** The same function in containers of its own, with other settings; what is not given is inherited. */
  withOptions(options: ContainerOptions): RemoteGenerator<Args, Yield>;
}

/** What a handle has that was defined here and not looked up. */
export interface Local<Local> {
  /** Runs it here, in this process and with this process's environment. */
  readonly local: Local;
  /** The function as it was written. */
  getRawF(): Local;
}

type IsAny<T> = 0 extends 1 & T ? true : false;

/** What a generator function answers. */
type AnyGenerator<Yield> = AsyncGenerator<Yield, unknown, never> | Generator<Yield, unknown, never>;

/** The handle of a function with this signature, without what only a defined one has. */
export type HandleOf<F> = F extends (...args: infer Args) => infer R
  ? IsAny<R> extends true
    ? RemoteFunction<Args, R>
    : [R] extends [never]
      ? RemoteFunction<Args, R>
      : [R] extends [AnyGenerator<infer Yield>]
        ? RemoteGenerator<Args, Yield>
        : RemoteFunction<Args, Awaited<R>>
  : never;

/** The handle of a function that is defined in this code. */
export type DefinedFunction<F> = HandleOf<F> & Local<F>;

/** What callers see of a function that takes lists and gives one: single items. */
export type Unbatched<F> = F extends (...lists: infer Lists) => infer R
  ? (...args: ItemsOf<Lists>) => Promise<ItemOf<Awaited<R>>>
  : never;

type ItemsOf<Lists extends readonly unknown[]> = { [Index in keyof Lists]: ItemOf<Lists[Index]> };
type ItemOf<List> = List extends readonly (infer Item)[] ? Item : never;

/** The handle of a batched function that is defined in this code: `local` runs it for a batch of one. */
export type DefinedBatched<F> = HandleOf<Unbatched<F>> & {
  readonly local: Unbatched<F>;
  /** The function as it was written: it takes lists. */
  getRawF(): F;
};

/** A looked-up function of which nothing is known: it may be a generator. */
export interface UnknownFunction
  extends
    Omit<RemoteFunction<unknown[], unknown>, "hydrate" | "with" | "withOptions">,
    Pick<RemoteGenerator<unknown[], unknown>, "remoteGen"> {
  /** Looks the function up now; otherwise its first use does. @throws {NotFoundError} */
  hydrate(options?: { readonly client?: Client }): Promise<this>;
  /** The same function with settings for the calls that are made through the answer. */
  with(settings: CallSettings): UnknownFunction;
  /** The same function in containers of its own, with other settings; what is not given is inherited. */
  withOptions(options: ContainerOptions): UnknownFunction;
}

/** What `fromName<typeof f>` gives: the handle of `f` without what only a defined one has. */
export type LookedUp<H> = H extends { readonly signature?: infer F } ? HandleOf<NonNullable<F>> : never;
