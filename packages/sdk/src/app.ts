import { checkName } from "./client.ts";
import { Cls_ } from "./cls/cls.ts";
import type { ClsOptions, DefinedCls, MethodsOf } from "./cls/cls-types.ts";
import { parameterSpecs } from "./cls/class-parameters.ts";
import {
  appBrand,
  type AppDefinitions,
  type BatchHandler,
  type Definition,
  type Entrypoint,
  type Handler,
} from "./definitions.ts";
import { InvalidError } from "./errors.ts";
import { Function_ } from "./function/function.ts";
import { localBatched } from "./function/local-batched.ts";
import type { DefinedBatched, DefinedFunction } from "./function/function-types.ts";
import { checkOptions, present, type AppOptions, type FunctionOptions } from "./options.ts";
import type { Parameters, ParametersOf } from "./cls/parameter.ts";
import { defined } from "./function/target.ts";

/** The parameters that class options declare. */
type DeclaredBy<O> = O extends { readonly parameters: infer P extends Parameters } ? P : Record<never, never>;

/**
 * A set of functions and classes that is deployed as one. Export it from the file that defines them.
 *
 * @example
 * export const app = new App("my-shared-app");
 * export const square = app.function("square", (x: number) => x ** 2);
 */
export class App {
  /** What finds it in a module, whichever copy of this package made it. @internal */
  readonly [appBrand]: AppDefinitions;
  readonly #definitions = new Map<string, Definition>();
  readonly #entrypoints: Entrypoint[] = [];

  /**
   * An app of this name, with defaults for all its functions and classes. The name may be left out
   * where `deploy` or `run` gives one.
   *
   * @throws {InvalidError} for a name or an option that cannot be.
   */
  constructor(name = "", options: AppOptions = {}) {
    if (name !== "") checkName("an app", name);
    checkOptions(`app "${name}"`, { ...options });
    this[appBrand] = {
      name,
      options: present(options),
      definitions: this.#definitions,
      entrypoints: this.#entrypoints,
      hydrated: undefined,
    };
  }

  /** The app's name; empty if it was given none. */
  get name(): string {
    return this[appBrand].name;
  }

  /**
   * Defines a function or, if the handler is a `function*` or an `async function*`, a generator. The
   * answer is its handle.
   *
   * @example
   * export const train = app.function("train", { retries: 3 }, async (job: Job) => { … });
   *
   * @throws {InvalidError} for a name that is taken or cannot be one, or a wrong option.
   */
  function<H extends Handler>(name: string, handler: H): DefinedFunction<H>;
  function<H extends Handler>(
    name: string,
    options: FunctionOptions & { readonly batchMaxSize?: undefined },
    handler: H,
  ): DefinedFunction<H>;
  function<H extends BatchHandler>(
    name: string,
    options: FunctionOptions & { readonly batchMaxSize: number },
    handler: H,
  ): DefinedBatched<H>;
  function(name: string, ...rest: readonly unknown[]): unknown {
    const [options, handler] = rest.length === 1 ? [{}, rest[0]] : rest;
    checkName("a function", name);
    if (typeof handler !== "function") {
      throw new InvalidError(`Cannot define function "${name}": its last argument must be a function`);
    }
    const isGenerator = isGeneratorFunction(handler);
    const complete = this.#complete(`function "${name}"`, options);
    const isBatched = complete.batchMaxSize !== undefined;
    if (isBatched && isGenerator) throw batchedGenerator(`function "${name}"`);
    this.#add(name, {
      kind: isGenerator ? "generator" : "function",
      tag: name,
      options: complete,
      handler: handler as Handler, // any function can be called
    });
    const callable = handler as (...args: unknown[]) => unknown; // likewise
    return new Function_({
      name,
      source: defined(this[appBrand], name, isGenerator),
      handler: callable,
      ...(isBatched ? { local: localBatched(name, callable) } : {}),
    });
  }

  /**
   * Defines a class. A container constructs it once with the parameters, runs its `enter` methods,
   * and then its methods as they are called. The answer is its handle.
   *
   * @example
   * export const Greeters = app.cls("Greeter", { enter: "setUp", methods: ["greet"] }, Greeter);
   *
   * @throws {InvalidError} for a name that is taken or cannot be one, a method that is not there, or a
   * wrong option.
   */
  cls<Instance extends object>(
    name: string,
    Class: new () => Instance,
  ): DefinedCls<MethodsOf<Instance, object>, Record<never, never>>;
  cls<Instance extends object, const O extends ClsOptions<NoInfer<Instance>>>(
    name: string,
    options: O,
    Class: new (parameters: ParametersOf<DeclaredBy<O>>) => Instance,
  ): DefinedCls<MethodsOf<Instance, O>, DeclaredBy<O>>;
  cls(name: string, ...rest: readonly unknown[]): unknown {
    const [given, Class] = rest.length === 1 ? [{}, rest[0]] : rest;
    checkName("a class", name);
    const owner = `class "${name}"`;
    if (typeof Class !== "function")
      throw new InvalidError(`Cannot define ${owner}: its last argument must be a class`);
    const {
      enter,
      exit,
      methods,
      parameters = {},
      ...options
    } = given as ClsOptions<Record<string, () => unknown>>; // checked as it is used
    const hooks = { enter: [enter ?? []].flat(), exit: [exit ?? []].flat() };
    const prototype = Class.prototype as object; // a class has one
    const names =
      methods ?? methodsOf(prototype).filter((method) => ![...hooks.enter, ...hooks.exit].includes(method));
    // Types say so too; this is for those who do without.
    for (const method of [...names, ...hooks.enter, ...hooks.exit]) methodAt(prototype, method, owner);
    if (names.length === 0) throw new InvalidError(`Cannot define ${owner}: it has no methods`);
    parameterSpecs(parameters);
    const definition = {
      kind: "class",
      name,
      tag: `${name}.*`,
      options: this.#complete(owner, options),
      class: Class as new (parameters: never) => object, // by its type
      methods: new Map(
        names.map((method) => [
          method,
          { isGenerator: isGeneratorFunction(methodAt(prototype, method, owner)) },
        ]),
      ),
      parameters,
      ...hooks,
    } as const;
    const hasGenerator = [...definition.methods.values()].some(({ isGenerator }) => isGenerator);
    if (hasGenerator && definition.options.batchMaxSize !== undefined) throw batchedGenerator(owner);
    this.#add(name, definition);
    return new Cls_({ name, definition, source: defined(this[appBrand], definition.tag, false) });
  }

  /**
   * Marks what `lydian run` starts, on the machine where it is typed. The answer is the function.
   *
   * @example
   * export const main = app.localEntrypoint(async () => console.log(await square.remote(42)));
   */
  localEntrypoint<F extends Handler>(run: F): F;
  localEntrypoint<F extends Handler>(name: string, run: F): F;
  localEntrypoint(...args: readonly unknown[]): unknown {
    const [name, run] = args.length === 1 ? [undefined, args[0]] : args;
    if (typeof run !== "function")
      throw new InvalidError("Cannot define a local entrypoint: give a function");
    if (name !== undefined) checkName("a local entrypoint", name);
    this.#entrypoints.push({ ...(name !== undefined && { name }), run: run as Handler }); // any function can be called
    return run;
  }

  #complete(owner: string, options: unknown): FunctionOptions {
    if (typeof options !== "object" || options === null)
      throw new InvalidError(`Cannot define ${owner}: its options must be an object`);
    checkOptions(owner, { ...options });
    const { secrets = [], env = {}, ...defaults } = this[appBrand].options;
    const own: FunctionOptions = present(options);
    const complete = {
      ...defaults,
      ...own,
      secrets: [...secrets, ...(own.secrets ?? [])],
      env: { ...env, ...own.env },
    };
    checkOptions(owner, complete);
    return complete;
  }

  #add(name: string, definition: Definition): void {
    const taken = this.#definitions.get(name) ?? this.#definitions.get(`${name}.*`);
    if (taken !== undefined) {
      const [was, is] = [taken, definition].map(({ kind }) => (kind === "class" ? "class" : "function"));
      throw new InvalidError(
        `Cannot define ${is} "${name}": app "${this.name}" has a ${was} of that name already, and names must differ`,
      );
    }
    this.#definitions.set(definition.tag, definition);
  }
}

function batchedGenerator(owner: string): InvalidError {
  return new InvalidError(`Cannot define ${owner}: a generator cannot be batched: leave batchMaxSize out`);
}

function isGeneratorFunction(f: unknown): boolean {
  const tag = Object.prototype.toString.call(f);
  return tag === "[object GeneratorFunction]" || tag === "[object AsyncGeneratorFunction]";
}

/** The names of the methods of a class and of those that it extends. */
function methodsOf(prototype: object): string[] {
  const names = new Set<string>();
  for (let at: object = prototype; at !== Object.prototype; at = Object.getPrototypeOf(at) as object) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (name !== "constructor" && typeof value === "function") names.add(name);
    }
  }
  return [...names];
}

function methodAt(prototype: object, name: string, owner: string): unknown {
  const method: unknown = Reflect.get(prototype, name);
  if (typeof method === "function" && name !== "constructor") return method;
  throw new InvalidError(`Cannot define ${owner}: it has no method "${name}"`);
}
