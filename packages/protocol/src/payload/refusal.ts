/**
 * Says why a value cannot be sent and where in it. This second walk happens only after the encoder
 * has given up, so that values that can be sent never pay for knowing their path.
 */

/** How deep values may nest. Deeper ones are nearly always a cycle, and readers recurse as well. */
export const nestingMax = 500;

/** A value that cannot cross between processes; the message begins with its path. */
export class ValueRefusedError extends Error {
  override readonly name = "ValueRefusedError";
  /** Where the value sits, such as `args[0].user.callback`. */
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
  }
}

/** The refusal of the first part of `value` that cannot be sent. */
export function explainRefusal(value: unknown, path: string): ValueRefusedError {
  const found = findRefusal(value, path, new Set());
  return found ?? new ValueRefusedError(path, "this value cannot be sent");
}

function findRefusal(value: unknown, path: string, ancestors: Set<object>): ValueRefusedError | undefined {
  const reason = reasonToRefuse(value);
  if (reason !== undefined) return new ValueRefusedError(path, reason);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return undefined;
  if (ancestors.has(value)) return new ValueRefusedError(path, "a cycle cannot be sent");
  if (ancestors.size >= nestingMax) {
    return new ValueRefusedError(path, `a value nested deeper than ${nestingMax} levels cannot be sent`);
  }
  ancestors.add(value);
  for (const [step, part] of partsOf(value)) {
    const found = findRefusal(part, path + step, ancestors);
    if (found !== undefined) return found;
  }
  ancestors.delete(value);
  return undefined;
}

function* partsOf(value: object): Generator<readonly [step: string, part: unknown]> {
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) yield [`[${index}]`, part];
  } else if (value instanceof Map) {
    for (const [key, part] of value) {
      yield [".keys()", key];
      yield [`.get(${describeKey(key)})`, part];
    }
  } else if (!(value instanceof Date)) {
    for (const [key, part] of Object.entries(value)) {
      yield [
        /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
        part,
      ];
    }
  }
}

function describeKey(key: unknown): string {
  return typeof key === "string" ? JSON.stringify(key) : String(key);
}

function reasonToRefuse(value: unknown): string | undefined {
  switch (typeof value) {
    case "function":
      return "a function cannot be sent";
    case "symbol":
      return "a symbol cannot be sent";
    case "object":
      return value === null ? undefined : reasonToRefuseObject(value);
    default:
      return undefined;
  }
}

function reasonToRefuseObject(value: object): string | undefined {
  if (Array.isArray(value) || value instanceof Map || value instanceof Uint8Array) return undefined;
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "an invalid Date cannot be sent" : undefined;
  }
  if (isPlainObject(value)) return undefined;
  if (value instanceof Promise) return "a Promise cannot be sent: await it first";
  if (value instanceof Set) return "a Set cannot be sent: send an array";
  const className = nameOfClass(value);
  return `an instance of class ${className} cannot be sent: send a plain object`;
}

function nameOfClass(value: object): string {
  const made: unknown = value.constructor;
  return typeof made === "function" && made.name !== "" ? made.name : "(anonymous)";
}

/** Whether an object has no class: made by `{}`, by `Object.create(null)`, or in another realm. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // Another realm's Object.prototype is a different object, but it too has nothing above it.
  return (
    typeof prototype === "object" &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, "isPrototypeOf")
  );
}
