import type { ClsDefinition } from "lydian/internal";
import { LoadError } from "./load-error.ts";
import type { Service, Target } from "./target.ts";

type Method = (...args: readonly unknown[]) => unknown;

/** Serves the methods of one instance of a class. */
export class ClassService implements Service {
  readonly #class: ClsDefinition;
  readonly #parameters: Readonly<Record<string, unknown>>;
  readonly #targets = new Map<string, Target>();
  #exitHooks: Service["exitHooks"] = [];

  constructor(served: ClsDefinition, parameters: Readonly<Record<string, unknown>>) {
    this.#class = served;
    this.#parameters = parameters;
  }

  target(method: string): Target {
    const target = this.#targets.get(method);
    if (target !== undefined) return target;
    const methods = [...this.#class.methods.keys()].join(", ");
    throw new LoadError(`Cannot call "${this.#class.name}.${method}": the class has the methods ${methods}`);
  }

  get isBatched(): boolean {
    return this.#class.options.batchMaxSize !== undefined;
  }

  get exitHooks(): Service["exitHooks"] {
    return this.#exitHooks;
  }

  async enter(): Promise<void> {
    const instance = new this.#class.class(this.#parameters as never); // bound by the class's own declaration
    for (const [name, { isGenerator }] of this.#class.methods) {
      const invoke = this.#method(instance, name);
      this.#targets.set(name, {
        name: `${this.#class.name}.${name}`,
        isGenerator,
        invoke: (args) => invoke(...args),
      });
    }
    this.#exitHooks = this.#class.exit.map((name) => this.#method(instance, name));
    for (const name of this.#class.enter) await this.#method(instance, name)();
  }

  #method(instance: object, name: string): Method {
    const method: unknown = Reflect.get(instance, name);
    if (typeof method === "function") return method.bind(instance) as Method; // any function can be called so
    throw new LoadError(`Cannot serve "${this.#class.name}": it has no method "${name}"`);
  }
}
