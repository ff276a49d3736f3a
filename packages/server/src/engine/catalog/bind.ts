import type {
  BoundParameters,
  FunctionRecord,
  ParameterSpec,
  ParameterValues,
  ResolvedFunction,
} from "../../model/definition.ts";
import { LydianError } from "../../model/error.ts";
import type { SettingsOverrides } from "../../model/settings.ts";
import { type Catalog, put } from "./catalog.ts";
import type { LookUp } from "./look-up.ts";
import { variantId } from "./variant-id.ts";

/**
 * A variant of a function: the same request always gives the same one. A variant of a variant is one of
 * the function itself, with the parameters and settings of both; where both say something, the new one counts.
 */
export async function bind(
  catalog: Catalog,
  lookUp: LookUp,
  functionId: string,
  given: BoundParameters,
  overrides: SettingsOverrides,
): Promise<ResolvedFunction> {
  const from = await lookUp.resolve(functionId);
  const { variant } = (await catalog.read("function", from.functionId)) ?? {};
  const base = from.baseFunctionId;
  const parameters = boundParameters(from, variant?.parameters ?? {}, given);
  const both = merge(variant?.overrides ?? {}, overrides);
  const hasNothing = isEmpty(parameters) && Object.keys(both).length === 0;
  if (hasNothing) return from;
  const pinned = variant?.pinnedVersion;
  const boundId = variantId(base, parameters, both, pinned);
  if ((await catalog.read("function", boundId)) === undefined) {
    const record: FunctionRecord = {
      functionId: boundId,
      appId: from.appId,
      tag: from.definition.tag,
      variant: {
        base,
        parameters,
        overrides: both,
        ...(pinned !== undefined && { pinnedVersion: pinned }),
      },
    };
    await catalog.write([
      put("function", boundId, record),
      put("app-function", `${from.appId}/${boundId}`, {}),
    ]);
  }
  return lookUp.resolve(boundId);
}

function merge(old: SettingsOverrides, { autoscaler, ...rest }: SettingsOverrides): SettingsOverrides {
  const merged = { ...old, ...rest };
  return autoscaler === undefined ? merged : { ...merged, autoscaler: { ...old.autoscaler, ...autoscaler } };
}

/** Pickled arguments are opaque, and take the place of earlier ones as a whole. */
function boundParameters(
  from: ResolvedFunction,
  earlier: BoundParameters,
  given: BoundParameters,
): BoundParameters {
  if (given instanceof Uint8Array) return checkPickled(from, given);
  if (earlier instanceof Uint8Array)
    return Object.keys(given).length === 0 ? earlier : checkParameters(from, given);
  return checkParameters(from, { ...earlier, ...given });
}

function checkPickled({ definition }: ResolvedFunction, pickled: Uint8Array): Uint8Array {
  if (definition.code.language === "python" && definition.parameters.length === 0) return pickled;
  const reason =
    definition.code.language === "python" ? "it takes declared parameters" : "it is of another language";
  const name = definition.tag.replace(/\.\*$/, "");
  throw new LydianError("invalid-argument", `Cannot bind pickled arguments to class "${name}": ${reason}`);
}

function isEmpty(parameters: BoundParameters): boolean {
  return !(parameters instanceof Uint8Array) && Object.keys(parameters).length === 0;
}

function checkParameters(base: ResolvedFunction, given: ParameterValues): ParameterValues {
  const name = base.definition.tag.replace(/\.\*$/, "");
  const specs = base.definition.parameters;
  const unknown = Object.keys(given).find((key) => !specs.some((spec) => spec.name === key));
  if (unknown !== undefined) {
    throw new LydianError(
      "invalid-argument",
      `Class "${name}" has no parameter "${unknown}"; it has ${specs.map((spec) => `"${spec.name}"`).join(", ") || "none"}`,
    );
  }
  const inOrder = specs.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(inOrder.map((spec) => [spec.name, valueOf(spec, given[spec.name], name)]));
}

function valueOf(
  spec: ParameterSpec,
  given: ParameterValues[string] | undefined,
  className: string,
): ParameterValues[string] {
  const value = given ?? spec.default;
  if (value === undefined)
    throw new LydianError(
      "invalid-argument",
      `Parameter "${spec.name}" of class "${className}" is missing: it has no default`,
    );
  if (typeOf(value) !== spec.type) {
    throw new LydianError(
      "invalid-argument",
      `Parameter "${spec.name}" of class "${className}" is of type ${spec.type}, not ${typeOf(value)}`,
    );
  }
  return value;
}

function typeOf(value: ParameterValues[string]): ParameterSpec["type"] | "number" {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint" || Number.isInteger(value)) return "int";
  return value instanceof Uint8Array ? "bytes" : "number";
}
