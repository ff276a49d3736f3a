import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import type { App } from "../../../model/app.ts";
import { LydianError } from "../../../model/error.ts";
import { handleMetadataOf, lifecycleOf, stateNumberOf } from "./app-messages.ts";
import { environmentNameOf } from "../functions/look-up.ts";
import { unary } from "../method.ts";
import type { Methods, RequestContext } from "../method.ts";

const {
  AppGetByDeploymentNameRequest,
  AppGetByDeploymentNameResponse,
  AppGetInfoRequest,
  AppGetInfoResponse,
  AppGetLifecycleRequest,
  AppGetLifecycleResponse,
  AppGetOrCreateRequest,
  AppGetOrCreateResponse,
  AppListRequest,
  AppListResponse,
  ObjectCreationType,
} = modal.client;

type GetOrCreateRequest = ReturnType<typeof AppGetOrCreateRequest.decode>;

/** No name of an app may look like one. */
const appIdPattern = /^ap-[0-9A-Za-z]{22}$/;

/** Apps by their names and ids. */
export function findMethods(
  engine: Pick<Engine, "access" | "apps" | "containers" | "environments">,
): Methods {
  const { access, apps } = engine;
  return {
    AppGetByDeploymentName: unary(
      "clients",
      AppGetByDeploymentNameRequest,
      AppGetByDeploymentNameResponse,
      async (request) => {
        const found = await apps.findByName(request.name, request.environmentName);
        const shown = found.app ?? found.previous;
        return {
          appId: found.app?.appId ?? "",
          previousAppId: found.previous?.appId ?? "",
          environmentName: found.environmentName,
          ...(shown === undefined ? {} : { lifecycle: lifecycleOf(shown) }),
        };
      },
    ),
    AppGetLifecycle: unary("clients", AppGetLifecycleRequest, AppGetLifecycleResponse, async (request) => ({
      lifecycle: lifecycleOf(await apps.read(request.appId)),
    })),
    AppGetInfo: unary("clients", AppGetInfoRequest, AppGetInfoResponse, async (request) => {
      const info = handleMetadataOf(await apps.read(request.appId));
      const ids = Object.values(info.functions ?? {});
      return { info, functionInfoSummaries: Object.fromEntries(ids.map((id) => [id, {}])) };
    }),
    AppGetOrCreate: unary(
      "everyone, creates",
      AppGetOrCreateRequest,
      AppGetOrCreateResponse,
      async (request, context) => {
        const app = await getOrCreate(access, apps, request, context);
        return { appId: app.appId, handleMetadata: handleMetadataOf(app) };
      },
    ),
    ...listMethods(engine),
  };
}

function listMethods({
  apps,
  containers,
  environments,
}: Pick<Engine, "apps" | "containers" | "environments">): Methods {
  return {
    AppList: unary("clients", AppListRequest, AppListResponse, async (request) => {
      const environment = await environments.read(request.environmentName);
      const running = containers.list({ environmentName: environment.name });
      const listed = await apps.list(environment.name);
      return {
        apps: listed.map((app) => ({
          appId: app.appId,
          description: app.name,
          name: app.state === "deployed" ? app.name : "",
          state: stateNumberOf(app.state),
          createdAt: app.createdAtMs / 1000,
          stoppedAt: (app.stoppedAtMs ?? 0) / 1000,
          nRunningTasks: running.filter((container) => container.appId === app.appId).length,
          metadata: handleMetadataOf(app),
        })),
      };
    }),
  };
}

async function getOrCreate(
  access: Engine["access"],
  apps: Engine["apps"],
  request: GetOrCreateRequest,
  context: RequestContext,
): Promise<App> {
  const { appName: name, objectCreationType: type } = request;
  if (appIdPattern.test(name)) return apps.read(name);
  const environmentName = environmentNameOf(request.environmentName, context);
  if (type === ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING) {
    access.requireClient(context.caller, "create an app");
    return apps.ensure(context.caller, { name, environmentName, clientVersion: context.clientVersion });
  }
  const found = await apps.findByName(name, environmentName);
  if (found.app !== undefined) return found.app;
  throw new LydianError(
    "not-found",
    `App "${name}" is not deployed in environment "${found.environmentName}"`,
  );
}
