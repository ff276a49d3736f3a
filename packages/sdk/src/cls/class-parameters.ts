/** The parameters of a class on the wire: sorted by name, with defaults applied. */
import { modal } from "@lydian/protocol";
import { InvalidError } from "../errors.ts";
import type { Parameters } from "./parameter.ts";

const { ClassParameterSet, ParameterType } = modal.client;

export type ParameterSpec = modal.client.ClassParameterSpec.$Properties;
type Value = modal.client.ClassParameterValue.$Properties;

/** What a definition declares, as the server keeps it. */
export function parameterSpecs(parameters: Parameters): readonly ParameterSpec[] {
  return Object.entries(parameters).map(([name, { type, default: fallback }]) => {
    const spec = { name, type: wireTypes[type], hasDefault: fallback !== undefined };
    if (fallback === undefined) return spec;
    const { stringValue, intValue, bytesValue, boolValue } = valueOf(name, wireTypes[type], fallback);
    return {
      ...spec,
      stringDefault: stringValue ?? null,
      intDefault: intValue ?? null,
      bytesDefault: bytesValue ?? null,
      boolDefault: boolValue ?? null,
    };
  });
}

const wireTypes = {
  string: ParameterType.PARAM_TYPE_STRING,
  int: ParameterType.PARAM_TYPE_INT,
  bytes: ParameterType.PARAM_TYPE_BYTES,
  bool: ParameterType.PARAM_TYPE_BOOL,
} as const;

/**
 * The bytes of a set of parameters.
 *
 * @throws {InvalidError} naming a parameter that is missing, unknown or of a wrong type.
 */
export function encodeParameters(
  className: string,
  specs: readonly ParameterSpec[],
  given: Readonly<Record<string, unknown>>,
): Uint8Array {
  const names = new Set(specs.map(({ name }) => name ?? ""));
  const unknown = Object.keys(given).find((name) => given[name] !== undefined && !names.has(name));
  if (unknown !== undefined) {
    throw new InvalidError(
      `Cannot make an instance of class "${className}": it has no parameter "${unknown}"`,
    );
  }
  const parameters: Value[] = specs
    .map((spec) => {
      const name = spec.name ?? "";
      const value = given[name] ?? defaultOf(spec);
      if (value === undefined || value === null) {
        throw new InvalidError(
          `Cannot make an instance of class "${className}": parameter "${name}" is missing`,
        );
      }
      return valueOf(name, spec.type ?? ParameterType.PARAM_TYPE_UNSPECIFIED, value);
    })
    .toSorted((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
  return ClassParameterSet.encode({ parameters }).finish();
}

function defaultOf(spec: ParameterSpec): unknown {
  if (!spec.hasDefault) return undefined;
  const { stringDefault, intDefault, bytesDefault, boolDefault } = spec;
  // An integer of 64 bits that was decoded is an object, which says its digits.
  const digits = intDefault?.toString();
  return stringDefault ?? (digits && BigInt(digits)) ?? bytesDefault ?? boolDefault;
}

function valueOf(name: string, type: modal.client.ParameterType, value: unknown): Value {
  switch (type) {
    case ParameterType.PARAM_TYPE_STRING:
      if (typeof value === "string") return { name, type, stringValue: value };
      throw wrongType(name, "a string");
    case ParameterType.PARAM_TYPE_INT:
      if (Number.isSafeInteger(Number(value)) && (typeof value === "number" || typeof value === "bigint")) {
        return { name, type, intValue: Number(value) };
      }
      throw wrongType(name, "a whole number up to 2^53");
    case ParameterType.PARAM_TYPE_BYTES:
      if (value instanceof Uint8Array) return { name, type, bytesValue: value };
      throw wrongType(name, "a Uint8Array");
    case ParameterType.PARAM_TYPE_BOOL:
      if (typeof value === "boolean") return { name, type, boolValue: value };
      throw wrongType(name, "true or false");
    default:
      throw new InvalidError(`Cannot give parameter "${name}": its type has no counterpart in TypeScript`);
  }
}

function wrongType(name: string, wanted: string): InvalidError {
  return new InvalidError(`Cannot give parameter "${name}": it must be ${wanted}`);
}
