import { createHash } from "node:crypto";
import type { BoundParameters } from "../../model/definition.ts";
import type { FunctionId } from "../../model/ids.ts";
import type { SettingsOverrides } from "../../model/settings.ts";
import { encodeDocument } from "./documents.ts";

const idCharacters = 22;

/**
 * The id of a variant: the same base, parameters and overrides always give the same one, so that all
 * clients share its containers. `parameters` are canonical already.
 */
export function variantId(
  base: FunctionId,
  parameters: BoundParameters,
  overrides: SettingsOverrides,
  pinnedVersion = 0,
): FunctionId {
  const digest = createHash("sha256")
    .update(encodeDocument([base, canonical(parameters), canonical(overrides), pinnedVersion]))
    .digest("hex");
  return `fu-${digest.slice(0, idCharacters)}`;
}

/** The same object whatever the order in which its keys were given. */
function canonical(value: unknown): unknown {
  return isPlain(value) ? inOrder(value) : value;
}

function inOrder(object: object): object {
  const entries = Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]: [string, unknown]) => [key, canonical(value)]));
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
