import type { modal } from "@lydian/protocol";
import type { ResolvedFunction } from "../../../model/definition.ts";
import type { ClassId } from "../../../model/ids.ts";
import { handleMetadataOf } from "./handle-metadata.ts";

type AppObject = modal.client.AppObject.$Properties;

/** An app's functions and classes by name, with what callers know of each, and other objects by their ids. */
export function layoutOf(
  functions: readonly ResolvedFunction[],
  classIds: Readonly<Record<string, ClassId>>,
  { origin, otherIds = [] }: { readonly origin: string; readonly otherIds?: readonly string[] },
): modal.client.AppLayout.$Properties {
  const known: AppObject[] = [
    ...functions.map((found) => ({
      objectId: found.functionId,
      functionHandleMetadata: handleMetadataOf(found, found.definition, origin),
    })),
    ...Object.values(classIds).map((objectId) => ({ objectId, classHandleMetadata: {} })),
  ];
  const others = new Set(otherIds);
  for (const { objectId } of known) others.delete(objectId ?? "");
  return {
    functionIds: Object.fromEntries(functions.map((found) => [found.definition.tag, found.functionId])),
    classIds: { ...classIds },
    objects: [...known, ...[...others].map((objectId) => ({ objectId }))],
  };
}
