/** Parameters of classes, between the model and their messages. */
import { modal } from "@lydian/protocol";
import type { BoundParameters, ParameterSpec, ParameterValues } from "../../../model/definition.ts";
import { LydianError } from "../../../model/error.ts";

const { ClassParameterSet, ParameterType } = modal.client;

type ParameterValue = ParameterValues[string];

/** What Python sends for a class without parameters: a pickle of `((), {})`. */
const pickledNothing = Buffer.from("8004950600000000000000297d9486942e", "hex");

/** A pickle begins with its protocol marker, which no set of parameters can begin with. */
const pickleMarker = 0x80;

/** Bound parameters as they arrived. @throws `invalid-argument` for what is none of ours. */
export function boundParametersOf(serialized: Uint8Array): BoundParameters {
  if (serialized.length === 0 || pickledNothing.equals(serialized)) return {};
  if (serialized[0] === pickleMarker) return Uint8Array.from(serialized);
  const set = decodeSet(serialized);
  return Object.fromEntries(set.parameters.map((value) => [value.name ?? "", valueOf(value)]));
}

/** As a container of the class reads them: always in the same order. */
export function serializedParametersOf(bound: BoundParameters): Uint8Array {
  if (bound instanceof Uint8Array) return bound;
  const parameters = Object.entries(bound).map(([name, value]) => ({ name, ...wireValueOf(value) }));
  return parameters.length === 0 ? new Uint8Array(0) : ClassParameterSet.encode({ parameters }).finish();
}

function wireValueOf(value: ParameterValue): modal.client.ClassParameterValue.$Properties {
  if (typeof value === "string") return { type: ParameterType.PARAM_TYPE_STRING, stringValue: value };
  if (typeof value === "boolean") return { type: ParameterType.PARAM_TYPE_BOOL, boolValue: value };
  if (value instanceof Uint8Array) return { type: ParameterType.PARAM_TYPE_BYTES, bytesValue: value };
  return { type: ParameterType.PARAM_TYPE_INT, intValue: longOf(BigInt(value)) };
}

/** Two halves, for what a number cannot hold exactly. */
function longOf(value: bigint): NonNullable<modal.client.ClassParameterValue.$Properties["intValue"]> {
  const halves = { low: Number(BigInt.asIntN(32, value)), high: Number(value >> 32n), unsigned: false };
  return halves as NonNullable<modal.client.ClassParameterValue.$Properties["intValue"]>; // all that is written of one
}

function decodeSet(serialized: Uint8Array): ReturnType<typeof ClassParameterSet.decode> {
  try {
    return ClassParameterSet.decode(serialized);
  } catch (error) {
    throw new LydianError("invalid-argument", "Cannot read the class parameters", { cause: error });
  }
}

function valueOf(value: modal.client.ClassParameterValue.$Properties): ParameterValue {
  switch (value.type) {
    case ParameterType.PARAM_TYPE_STRING:
      return value.stringValue ?? "";
    case ParameterType.PARAM_TYPE_INT:
      return integerOf(value.intValue);
    case ParameterType.PARAM_TYPE_BYTES:
      return value.bytesValue ?? new Uint8Array(0);
    case ParameterType.PARAM_TYPE_BOOL:
      return value.boolValue ?? false;
    default:
      throw new LydianError(
        "invalid-argument",
        `Cannot bind parameter "${value.name}": it must be a string, an integer, bytes or a boolean`,
      );
  }
}

/** What a class declares. @throws `unimplemented` for types that only Python has. */
export function parameterSpecsOf(
  info: modal.client.ClassParameterInfo.$Properties | null | undefined,
): readonly ParameterSpec[] {
  return (info?.schema ?? []).map((spec) => {
    const name = spec.name ?? "";
    const type = typeOf(name, spec.fullType?.baseType || spec.type);
    return spec.hasDefault === true ? { name, type, default: defaultOf(spec, type) } : { name, type };
  });
}

function typeOf(name: string, type: modal.client.ParameterType | null | undefined): ParameterSpec["type"] {
  switch (type) {
    case ParameterType.PARAM_TYPE_STRING:
      return "string";
    case ParameterType.PARAM_TYPE_INT:
      return "int";
    case ParameterType.PARAM_TYPE_BYTES:
      return "bytes";
    case ParameterType.PARAM_TYPE_BOOL:
      return "bool";
    default:
      throw new LydianError("unimplemented", `Class parameter "${name}" has a type that is not supported`);
  }
}

function defaultOf(
  spec: modal.client.ClassParameterSpec.$Properties,
  type: ParameterSpec["type"],
): ParameterValue {
  switch (type) {
    case "string":
      return spec.stringDefault ?? "";
    case "int":
      return integerOf(spec.intDefault);
    case "bytes":
      return spec.bytesDefault ?? new Uint8Array(0);
    case "bool":
      return spec.boolDefault ?? false;
  }
}

/** A number where it is exact, a bigint beyond: the same integer always in the same way. */
function integerOf(value: { toString(): string } | null | undefined): number | bigint {
  const integer = BigInt((value ?? 0).toString());
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}
