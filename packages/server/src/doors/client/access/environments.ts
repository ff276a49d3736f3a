import { google, modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import type { Environment } from "../../../model/environment.ts";
import { LydianError } from "../../../model/error.ts";
import { environmentNameOf } from "../functions/look-up.ts";
import { unary } from "../method.ts";
import type { Methods, RequestContext } from "../method.ts";

const {
  EnvironmentCreateRequest,
  EnvironmentDeleteRequest,
  EnvironmentGetOrCreateRequest,
  EnvironmentGetOrCreateResponse,
  EnvironmentListItem,
  EnvironmentListResponse,
  EnvironmentUpdateRequest,
  ObjectCreationType,
} = modal.client;
const { Empty } = google.protobuf;

/** Python refuses to deploy where it does not know the version that is named. */
export const imageBuilderVersion = "2025.06";

/** Namespaces of apps and secrets. */
export function environmentMethods({ environments }: Pick<Engine, "environments">): Methods {
  return {
    EnvironmentGetOrCreate: unary(
      "everyone, creates",
      EnvironmentGetOrCreateRequest,
      EnvironmentGetOrCreateResponse,
      async (request, context) => {
        const environment = await getOrCreate(environments, request, context);
        return {
          environmentId: environment.environmentId,
          metadata: {
            name: environment.name,
            settings: { imageBuilderVersion, webhookSuffix: suffixOf(environment) },
          },
        };
      },
    ),
    EnvironmentList: unary("clients", Empty, EnvironmentListResponse, async () => ({
      items: (await environments.list()).map(itemOf),
    })),
    EnvironmentCreate: unary(
      "clients, creates",
      EnvironmentCreateRequest,
      Empty,
      async (request, { caller }) => {
        if (request.isManaged || request.defaultMemberRoleStr !== "")
          throw new LydianError(
            "unimplemented",
            "Cannot restrict an environment: this version of Lydian has no roles, whoever has a token may do everything",
          );
        await environments.create(caller, request.name);
        return {};
      },
    ),
    EnvironmentDelete: unary(
      "clients, creates",
      EnvironmentDeleteRequest,
      Empty,
      async (request, { caller }) => {
        await environments.delete(caller, request.name);
        return {};
      },
    ),
    EnvironmentUpdate: unary(
      "clients, creates",
      EnvironmentUpdateRequest,
      EnvironmentListItem,
      async (request, { caller }) => {
        if (request.webSuffix) {
          throw new LydianError(
            "unimplemented",
            "This version of Lydian has no web endpoints, so no suffix for them",
          );
        }
        refuseOtherBuilder(request.imageBuilderVersion);
        const newName = request.name?.value;
        if (!newName) return itemOf(await environments.read(request.currentName));
        return itemOf(await environments.rename(caller, request.currentName, newName));
      },
    ),
  };
}

/** Only one version of the builder is known here, so any environment may have it, or that of the server. */
function refuseOtherBuilder(version: string | null | undefined): void {
  if (!version || version === imageBuilderVersion) return;
  throw new LydianError(
    "unimplemented",
    `Cannot build images by version "${version}": this version of Lydian knows "${imageBuilderVersion}" alone`,
  );
}

async function getOrCreate(
  environments: Engine["environments"],
  request: ReturnType<typeof EnvironmentGetOrCreateRequest.decode>,
  context: RequestContext,
): Promise<Environment> {
  const { caller } = context;
  const name = environmentNameOf(request.deploymentName, context);
  switch (request.objectCreationType) {
    case ObjectCreationType.OBJECT_CREATION_TYPE_UNSPECIFIED:
      return environments.read(name);
    case ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_FAIL_IF_EXISTS:
      return environments.create(caller, name);
    case ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING:
      return (await find(environments, name)) ?? environments.create(caller, name);
    default:
      throw new LydianError("invalid-argument", "Environments are looked up or created, and nothing else");
  }
}

async function find(environments: Engine["environments"], name: string): Promise<Environment | undefined> {
  const all = await environments.list();
  return all.find((environment) => (name === "" ? environment.isDefault : environment.name === name));
}

function itemOf(environment: Environment): modal.client.EnvironmentListItem.$Properties {
  return {
    name: environment.name,
    webhookSuffix: suffixOf(environment),
    createdAt: environment.createdAtMs / 1000,
    default: environment.isDefault,
    environmentId: environment.environmentId,
  };
}

function suffixOf(environment: Environment): string {
  return environment.isDefault ? "" : environment.name;
}
