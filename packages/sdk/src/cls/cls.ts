/** The class behind all handles of classes; `cls-types.ts` says what each may be used for. */
import { modal } from "@lydian/protocol";
import { encodeParameters, parameterSpecs, type ParameterSpec } from "./class-parameters.ts";
import type { Client } from "../client.ts";
import type { LookedUpCls, UnknownCls } from "./cls-types.ts";
import type { ClsDefinition } from "../definitions.ts";
import { InvalidError, NotFoundError } from "../errors.ts";
import { Function_ } from "../function/function.ts";
import { localMethod } from "./local-instance.ts";
import type { ContainerOptions } from "../options.ts";
import { lookUp, TargetSource, type LookupOptions, type Target } from "../function/target.ts";
import { bind, checkContainerOptions } from "../function/variant.ts";

const { ClassParameterInfo, Function: FunctionMessage } = modal.client;
const pickled = ClassParameterInfo.ParameterSerializationFormat.PARAM_SERIALIZATION_FORMAT_PICKLE;

export interface ClsParts {
  readonly name: string;
  /** Of the one function behind all methods. */
  readonly source: TargetSource;
  /** The class as it was written, if it is defined in this code. */
  readonly definition?: ClsDefinition;
  readonly options?: ContainerOptions;
}

/** A class whose methods can be called. */
export class Cls_ {
  readonly #parts: ClsParts;

  constructor(parts: ClsParts) {
    this.#parts = parts;
  }

  static fromName(appName: string, name: string, options?: LookupOptions): Cls_ {
    return new Cls_({ name, source: lookUp("class", appName, `${name}.*`, options) });
  }

  get objectId(): string {
    const { source, name } = this.#parts;
    if (source.current !== undefined) return source.current.functionId;
    throw new InvalidError(`The id of "${name}" is not known yet: await hydrate() first`);
  }

  async hydrate(options: { readonly client?: Client } = {}): Promise<this> {
    await this.#parts.source.get(options.client);
    return this;
  }

  withOptions(options: ContainerOptions): Cls_ {
    const given = checkContainerOptions(this.#parts.name, options);
    return new Cls_({ ...this.#parts, options: { ...this.#parts.options, ...given } });
  }

  /** Which methods there are is known here, or only to the server: so handles are made when they are asked for. */
  instance(parameters: Readonly<Record<string, unknown>> = {}): object {
    const { name, definition } = this.#parts;
    const bound = new TargetSource(async (client) =>
      this.#bind(await this.#parts.source.get(client), parameters),
    );
    const handles = new Map<string, Function_>();
    return new Proxy(Object.freeze({}), {
      get: (_target, key) => {
        // A promise is looked for on whatever is awaited.
        if (typeof key === "symbol" || key === "then") return undefined;
        if (definition !== undefined && !definition.methods.has(key)) return undefined;
        let handle = handles.get(key);
        if (handle === undefined) {
          handle = new Function_({
            name: `${name}.${key}`,
            source: new TargetSource(async (client) => this.#method(await bound.get(client), key)),
            isMethod: true,
            ...(definition !== undefined && { handler: localMethod(definition, parameters, key) }),
          });
          handles.set(key, handle);
        }
        return handle;
      },
    });
  }

  async #bind(base: Target, parameters: Readonly<Record<string, unknown>>): Promise<Target> {
    const { name, options = {} } = this.#parts;
    const serialized = this.#serialize(base, parameters);
    const isPlain = serialized.length === 0 && Object.keys(options).length === 0;
    return { ...(isPlain ? base : await bind(base, serialized, options)), name };
  }

  #serialize(base: Target, parameters: Readonly<Record<string, unknown>>): Uint8Array {
    const { name, definition } = this.#parts;
    const info = base.metadata?.classParameterInfo;
    const specs: readonly ParameterSpec[] =
      definition === undefined ? (info?.schema ?? []) : parameterSpecs(definition.parameters);
    if (info?.format === pickled && specs.length === 0 && Object.keys(parameters).length > 0) {
      throw new InvalidError(
        `Cannot give parameters to class "${name}": it takes them in its constructor, which only Python can call. Declare them with modal.parameter`,
      );
    }
    return encodeParameters(name, specs, parameters);
  }

  #method(bound: Target, method: string): Target {
    const { definition } = this.#parts;
    if (definition !== undefined) {
      return { ...bound, method, isGenerator: definition.methods.get(method)?.isGenerator ?? false };
    }
    const found = bound.metadata?.methodHandleMetadata?.[method];
    if (found === undefined) {
      const names = Object.keys(bound.metadata?.methodHandleMetadata ?? {}).join(", ");
      throw new NotFoundError(
        `Cannot call "${bound.name}.${method}": the class has the methods ${names || "(none)"}`,
      );
    }
    const isGenerator = found.functionType === FunctionMessage.FunctionType.FUNCTION_TYPE_GENERATOR;
    return { ...bound, method, isGenerator, ...(found.webUrl && { webUrl: found.webUrl }) };
  }
}

interface ClsStatic {
  /**
   * A deployed class by the name of its app and its own. No request is made before a method is first
   * called. With `typeof` of the class as it is defined, methods and parameters have its types.
   *
   * @example
   * const Greeter = Cls.fromName<typeof import("./my_shared_app.ts").MyLifecycleClass>("my-shared-app", "MyLifecycleClass");
   * await Greeter.instance({ name: "you" }).foo.remote(); // "hello you"
   *
   * @throws {InvalidError} for what cannot be a name.
   */
  fromName(appName: string, name: string, options?: LookupOptions): UnknownCls;
  fromName<C>(appName: string, name: string, options?: LookupOptions): LookedUpCls<C>;
}

/** Looks classes up by name. An app's own classes are made by `app.cls`. */
// Its instances make handles by name; each type is a part of what they can do.
export const Cls: ClsStatic = Cls_ as unknown as ClsStatic;
