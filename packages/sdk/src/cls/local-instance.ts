/** Methods of a class that is defined here, run here. */
import type { ClsDefinition } from "../definitions.ts";
import { InvalidError } from "../errors.ts";
import { localBatched } from "../function/local-batched.ts";

type Parameters = Readonly<Record<string, unknown>>;
type Method = (...args: unknown[]) => unknown;

/** One instance per handle, made when one of its methods is first run. */
const instances = new WeakMap<Parameters, Promise<object>>();

/** A method that constructs its instance and runs the `enter` hooks first. `exit` hooks do not run. */
export function localMethod(definition: ClsDefinition, parameters: Parameters, name: string): Method {
  if (definition.methods.get(name)?.isGenerator) {
    return async function* (...args) {
      const instance = await enter(definition, parameters);
      yield* methodOf(instance, name)(...args) as AsyncIterable<unknown>; // it is a generator
    };
  }
  const method: Method = async (...args) => methodOf(await enter(definition, parameters), name)(...args);
  return definition.options.batchMaxSize === undefined
    ? method
    : localBatched(`${definition.name}.${name}`, method);
}

function enter(definition: ClsDefinition, parameters: Parameters): Promise<object> {
  const existing = instances.get(parameters);
  if (existing !== undefined) return existing;
  const entering = construct(definition, parameters);
  instances.set(parameters, entering);
  return entering;
}

async function construct(definition: ClsDefinition, given: Parameters): Promise<object> {
  const parameters: Record<string, unknown> = {};
  for (const [name, declared] of Object.entries(definition.parameters)) {
    parameters[name] = given[name] ?? declared.default;
    if (parameters[name] === undefined) {
      throw new InvalidError(
        `Cannot make an instance of class "${definition.name}": parameter "${name}" is missing`,
      );
    }
  }
  const instance = new definition.class(parameters as never); // by declaration
  for (const hook of definition.enter) await methodOf(instance, hook)();
  return instance;
}

function methodOf(instance: object, name: string): Method {
  const method: unknown = Reflect.get(instance, name);
  if (typeof method !== "function") throw new InvalidError(`Cannot run "${name}": it is no method`);
  return method.bind(instance) as Method; // any function can be called so
}
