/** What getting, creating and listing dicts, queues and volumes have in common. */
import { modal } from "@lydian/protocol";
import type { CreateObjectRequest, ObjectVerbs } from "../../../engine/objects/object-verbs.ts";
import type { Caller } from "../../../model/caller.ts";
import { LydianError } from "../../../model/error.ts";
import type { Dict, Queue, Volume } from "../../../model/shared-object.ts";
import { credentialOf } from "../credential.ts";
import type { RequestContext } from "../method.ts";

const { ObjectCreationType } = modal.client;

const listedMax = 100;

/** What a `…GetOrCreate` says. */
interface GetOrCreateRequest {
  readonly deploymentName: string;
  readonly environmentName: string;
  readonly objectCreationType: modal.client.ObjectCreationType;
}

/** Looks up or creates, as the creation type says. */
export async function getOrCreate<T>(
  verbs: Pick<ObjectVerbs<T>, "lookUp">,
  create: (request: CreateObjectRequest) => Promise<T>,
  request: GetOrCreateRequest,
  caller: Caller,
): Promise<T> {
  const { deploymentName: name, environmentName } = request;
  switch (request.objectCreationType) {
    case ObjectCreationType.OBJECT_CREATION_TYPE_UNSPECIFIED:
      return verbs.lookUp(caller, name, environmentName);
    case ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING:
      return create({ mode: "keep-existing", name, environmentName });
    case ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_FAIL_IF_EXISTS:
      return create({ mode: "fail-if-exists", name, environmentName });
    case ObjectCreationType.OBJECT_CREATION_TYPE_ANONYMOUS_OWNED_BY_APP:
      return create({ mode: "anonymous", owner: "app", environmentName });
    case ObjectCreationType.OBJECT_CREATION_TYPE_EPHEMERAL:
      return create({ mode: "anonymous", owner: "client", environmentName });
    default:
      throw new LydianError(
        "invalid-argument",
        "Dicts, queues and volumes are looked up or created, not overwritten",
      );
  }
}

export function metadataOf(object: Dict | Queue | Volume): {
  readonly name: string;
  readonly creationInfo: modal.client.CreationInfo.$Properties;
} {
  return {
    name: object.name ?? "",
    creationInfo: { createdAt: object.createdAtMs / 1000, createdBy: object.createdBy },
  };
}

/** Newest first; a client goes on before the last one that it got, until it gets fewer than it asked for. */
export function pageOf<T extends { readonly createdAtMs: number }>(
  objects: readonly T[],
  page: modal.client.ListPagination.$Properties | null | undefined,
): readonly T[] {
  const beforeMs = page?.createdBefore ? Math.round(page.createdBefore * 1000) : Infinity;
  const count = page?.maxObjects || listedMax;
  const listed = objects
    .filter((object) => object.createdAtMs < beforeMs)
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  // Those of one moment come together: the next page begins strictly before it.
  const lastMs = listed[count - 1]?.createdAtMs;
  return listed.filter((object, i) => i < count || object.createdAtMs === lastMs);
}

/** What all attempts of a request have in common, for verbs that are not to happen twice. */
export function requestOf(method: string, context: RequestContext): { readonly request?: string } {
  const { caller, idempotencyKey } = context;
  return idempotencyKey === undefined
    ? {}
    : { request: `${credentialOf(caller)} ${method} ${idempotencyKey}` };
}
