import { google, modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { LydianError } from "../../../model/error.ts";
import type { Secret } from "../../../model/secret.ts";
import { environmentNameOf } from "../functions/look-up.ts";
import { unary } from "../method.ts";
import type { Methods, RequestContext } from "../method.ts";

const {
  ObjectCreationType,
  SecretDeleteRequest,
  SecretGetInfoRequest,
  SecretGetInfoResponse,
  SecretGetOrCreateRequest,
  SecretGetOrCreateResponse,
  SecretListRequest,
  SecretListResponse,
  SecretUpdateRequest,
} = modal.client;
const { Empty } = google.protobuf;

const listedMax = 100;

type Request = ReturnType<typeof SecretGetOrCreateRequest.decode>;
type CreateMode = Parameters<Engine["secrets"]["create"]>[1]["mode"];

/** Secrets go in, and never come out here. */
export function secretMethods({
  secrets,
  apps,
  environments,
}: Pick<Engine, "secrets" | "apps" | "environments">): Methods {
  return {
    SecretGetOrCreate: unary(
      "everyone, creates",
      SecretGetOrCreateRequest,
      SecretGetOrCreateResponse,
      async (request, context) => {
        const secret = await getOrCreate(secrets, apps, request, context);
        return { secretId: secret.secretId, metadata: metadataOf(secret) };
      },
    ),
    SecretGetInfo: unary("clients", SecretGetInfoRequest, SecretGetInfoResponse, async ({ secretId }) => ({
      metadata: metadataOf(await secrets.read(secretId)),
    })),
    SecretUpdate: unary("clients, creates", SecretUpdateRequest, Empty, async (request, { caller }) => {
      const changes = request.updates.map(({ key, value }): [string, string | null] => [
        key ?? "",
        value ?? null,
      ]);
      await secrets.update(caller, request.secretId, Object.fromEntries(changes));
      return {};
    }),
    SecretDelete: unary("clients, creates", SecretDeleteRequest, Empty, async (request, { caller }) => {
      await secrets.delete(caller, request.secretId);
      return {};
    }),
    SecretList: unary("clients", SecretListRequest, SecretListResponse, async (request) => {
      const environment = await environments.read(request.environmentName);
      const named = (await secrets.list(environment.name)).filter((secret) => secret.name !== undefined);
      return { environmentName: environment.name, items: pageOf(named, request.pagination).map(itemOf) };
    }),
  };
}

async function getOrCreate(
  secrets: Engine["secrets"],
  apps: Engine["apps"],
  request: Request,
  context: RequestContext,
): Promise<Secret> {
  const { caller } = context;
  const { deploymentName: name, envDict: values, appId } = request;
  const environmentName = environmentNameOf(request.environmentName, context);
  switch (request.objectCreationType) {
    case ObjectCreationType.OBJECT_CREATION_TYPE_UNSPECIFIED:
      return secrets.lookUp(name, environmentName, request.requiredKeys);
    case ObjectCreationType.OBJECT_CREATION_TYPE_ANONYMOUS_OWNED_BY_APP: {
      const app = await apps.read(appId);
      const owner = { environmentName: app.environmentName, appId: app.appId };
      return secrets.create(caller, { ...owner, values, mode: "fail-if-exists" });
    }
    case ObjectCreationType.OBJECT_CREATION_TYPE_EPHEMERAL: {
      const owner = caller.kind === "container" ? { appId: caller.appId } : {};
      return secrets.create(caller, { ...owner, environmentName, values, mode: "fail-if-exists" });
    }
    default: {
      if (name === "") throw new LydianError("invalid-argument", "Cannot create a secret without a name");
      return secrets.create(caller, {
        name,
        environmentName,
        values,
        mode: modeOf(request.objectCreationType),
      });
    }
  }
}

function modeOf(type: modal.client.ObjectCreationType): CreateMode {
  switch (type) {
    case ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING:
      return "keep-existing";
    case ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_OVERWRITE_IF_EXISTS:
      return "overwrite";
    default:
      return "fail-if-exists";
  }
}

/** Newest first; a client goes on before the last one that it got, until it gets fewer than it asked for. */
function pageOf(
  secrets: readonly Secret[],
  page: modal.client.ListPagination.$Properties | null | undefined,
): readonly Secret[] {
  const beforeMs = page?.createdBefore ? Math.round(page.createdBefore * 1000) : Infinity;
  const count = page?.maxObjects || listedMax;
  const listed = secrets
    .filter((secret) => secret.createdAtMs < beforeMs)
    .toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  // Those of one moment come together: the next page begins strictly before it.
  const lastMs = listed[count - 1]?.createdAtMs;
  return listed.filter((secret, i) => i < count || secret.createdAtMs === lastMs);
}

function itemOf(secret: Secret): modal.client.SecretListItem.$Properties {
  return {
    label: secret.name ?? "",
    createdAt: secret.createdAtMs / 1000,
    environmentName: secret.environmentName,
    secretId: secret.secretId,
    metadata: metadataOf(secret),
    lydianKeys: [...secret.keys],
  };
}

function metadataOf(secret: Secret): modal.client.SecretMetadata.$Properties {
  return {
    name: secret.name ?? "",
    creationInfo: { createdAt: secret.createdAtMs / 1000, createdBy: secret.createdBy },
    keys: [...secret.keys],
    environmentName: secret.environmentName,
  };
}
