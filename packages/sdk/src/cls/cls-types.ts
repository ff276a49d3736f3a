/** What handles of classes look like to whoever writes TypeScript. */
import type { Client } from "../client.ts";
import type {
  HandleOf,
  Local,
  RemoteFunction,
  RemoteGenerator,
  Unbatched,
  UnknownFunction,
} from "../function/function-types.ts";
import type { ContainerOptions, FunctionOptions } from "../options.ts";
import type { GivenParameters, Parameters } from "./parameter.ts";

/** The names of an object's methods. */
export type MethodName<Instance> = {
  [Name in keyof Instance]: Instance[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof Instance] &
  string;

/** Options of `app.cls`. */
export interface ClsOptions<Instance = object, P extends Parameters = Parameters> extends Omit<
  FunctionOptions,
  "input" | "output" | "schedule"
> {
  /** Methods that run once per container, before its first input. */
  readonly enter?: MethodName<Instance> | readonly MethodName<Instance>[];
  /** Methods that run before a container ends. */
  readonly exit?: MethodName<Instance> | readonly MethodName<Instance>[];
  /** Methods that can be called. @default all but the hooks */
  readonly methods?: readonly MethodName<Instance>[];
  /** What its constructor gets, as one object. @default none */
  readonly parameters?: P;
}

type ElementOf<T> = T extends readonly (infer Element)[] ? Element : T;
type HooksOf<O> =
  | ElementOf<O extends { readonly enter: infer E } ? E : never>
  | ElementOf<O extends { readonly exit: infer E } ? E : never>;

/** The names of the methods that callers may use. */
export type CallableNames<Instance, O> = O extends { readonly methods: readonly (infer Name)[] }
  ? Name & keyof Instance
  : Exclude<MethodName<Instance>, HooksOf<O>>;

/** The methods that callers may use, with their types. */
export type MethodsOf<Instance, O> = {
  [Name in CallableNames<Instance, O>]: O extends { readonly batchMaxSize: number }
    ? Unbatched<Instance[Name]>
    : Instance[Name];
};

/** An instance as its callers see it: one handle per method. */
export type RemoteInstance<Methods> = { readonly [Name in keyof Methods]: HandleOf<Methods[Name]> };

/** The handle of a method whose code is here: `local` constructs an instance and enters it first. */
type LocalMethod<H> =
  H extends RemoteFunction<infer Args, infer Result>
    ? Local<(...args: Args) => Promise<Result>>
    : H extends RemoteGenerator<infer Args, infer Yield>
      ? Local<(...args: Args) => AsyncGenerator<Yield, void, undefined>>
      : never;

/** An instance of a class that is defined in this code. */
export type DefinedInstance<Methods> = {
  readonly [Name in keyof Methods]: HandleOf<Methods[Name]> & LocalMethod<HandleOf<Methods[Name]>>;
};

/** The parameters argument, which may be left out if all have defaults. */
export type InstanceArgs<P extends Parameters> =
  Record<never, never> extends GivenParameters<P>
    ? [parameters?: GivenParameters<P>]
    : [parameters: GivenParameters<P>];

/** A handle of a class: each set of parameters has containers of its own. */
export interface RemoteCls<Methods, P extends Parameters, Instance = RemoteInstance<Methods>> {
  /** Types only: what `fromName<typeof …>` reads. */
  readonly signature?: { readonly methods: Methods; readonly parameters: P };
  /**
   * The instance with these parameters. No request is made before a method is called.
   *
   * @throws {InvalidError} when a method is called: for a parameter that is missing, unknown or wrong.
   */
  instance(...args: InstanceArgs<P>): Instance;
  /** The same class in containers of its own, with other settings; what is not given is inherited. */
  withOptions(options: ContainerOptions): RemoteCls<Methods, P, Instance>;
  /**
   * Looks the class up now; otherwise its first use does. Idempotent.
   *
   * @throws {NotFoundError} naming app, class and environment.
   */
  hydrate(options?: { readonly client?: Client }): Promise<this>;
  /** The id of the function behind its methods. @throws {InvalidError} before it is known: see `hydrate`. */
  readonly objectId: string;
}

/** The handle of a class that is defined in this code. */
export type DefinedCls<Methods, P extends Parameters> = RemoteCls<Methods, P, DefinedInstance<Methods>>;

/** What `fromName<typeof C>` gives. */
export type LookedUpCls<C> = C extends { readonly signature?: infer S }
  ? NonNullable<S> extends {
      readonly methods: infer Methods;
      readonly parameters: infer P extends Parameters;
    }
    ? RemoteCls<Methods, P>
    : never
  : never;

/** A looked-up class of which nothing is known. */
export interface UnknownCls {
  instance(parameters?: Readonly<Record<string, unknown>>): { readonly [method: string]: UnknownFunction };
  withOptions(options: ContainerOptions): UnknownCls;
  hydrate(options?: { readonly client?: Client }): Promise<this>;
  readonly objectId: string;
}
