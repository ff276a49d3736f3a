import { google, modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { liveVersion } from "../../../model/app.ts";
import type { App, AppVersion } from "../../../model/app.ts";
import { LydianError } from "../../../model/error.ts";
import { lifecycleOf, newAppStateOf, stateNumberOf } from "./app-messages.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";

const {
  AppClientDisconnectRequest,
  AppCreateRequest,
  AppCreateResponse,
  AppDeploymentHistoryRequest,
  AppDeploymentHistoryResponse,
  AppDisconnectReason,
  AppGetByDeploymentNameRequest,
  AppGetByDeploymentNameResponse,
  AppGetLifecycleRequest,
  AppGetLifecycleResponse,
  AppGetOrCreateRequest,
  AppGetOrCreateResponse,
  AppHeartbeatRequest,
  AppListRequest,
  AppListResponse,
  AppRollbackRequest,
  AppRollbackResponse,
  AppStopRequest,
  DeploymentType,
  ObjectCreationType,
} = modal.client;
const { Empty } = google.protobuf;

/** The life of apps, but for their deployment. */
export function appMethods(engine: Pick<Engine, "apps" | "containers" | "environments">): Methods {
  return { ...livingMethods(engine), ...lookUpMethods(engine), ...historyMethods(engine) };
}

function livingMethods({ apps }: Pick<Engine, "apps">): Methods {
  return {
    AppCreate: unary("clients, creates", AppCreateRequest, AppCreateResponse, async (request, { caller }) => {
      const app = await apps.create(caller, {
        name: request.description,
        environmentName: request.environmentName,
        state: newAppStateOf(request.appState),
      });
      return { appId: app.appId, appPageUrl: apps.url(app), appLogsUrl: apps.url(app) };
    }),
    AppHeartbeat: unary("clients", AppHeartbeatRequest, Empty, async (request) => {
      await apps.heartbeat(request.appId);
      return {};
    }),
    AppClientDisconnect: unary("clients", AppClientDisconnectRequest, Empty, async (request, { caller }) => {
      await apps.disconnect(caller, request.appId, disconnectReasonOf(request.reason));
      return {};
    }),
    AppStop: unary("clients", AppStopRequest, Empty, async (request, { caller }) => {
      await apps.stop(caller, request.appId);
      return {};
    }),
  };
}

function lookUpMethods({
  apps,
  containers,
  environments,
}: Pick<Engine, "apps" | "containers" | "environments">): Methods {
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
        })),
      };
    }),
    AppGetOrCreate: unary(
      "clients, creates",
      AppGetOrCreateRequest,
      AppGetOrCreateResponse,
      async (request, { caller, clientVersion }) => {
        const { app } = await apps.findByName(request.appName, request.environmentName);
        if (app !== undefined) return { appId: app.appId };
        if (request.objectCreationType !== ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING) {
          throw new LydianError("not-found", `App "${request.appName}" is not deployed`);
        }
        const { appName: name, environmentName } = request;
        const { appId } = await apps.create(caller, { name, environmentName, state: "initializing" });
        const nothing = { functions: {}, classes: {}, definitions: {}, tag: "" };
        await apps.publish(caller, { ...nothing, appId, name, state: "deployed", clientVersion });
        return { appId };
      },
    ),
  };
}

function historyMethods({ apps }: Pick<Engine, "apps">): Methods {
  return {
    AppDeploymentHistory: unary(
      "clients",
      AppDeploymentHistoryRequest,
      AppDeploymentHistoryResponse,
      async (request) => {
        const app = await apps.read(request.appId);
        return {
          appDeploymentHistories: app.versions.toReversed().map((version) => historyOf(app, version)),
          productionAppVersion: liveVersion(app)?.version ?? 0,
        };
      },
    ),
    AppRollback: unary(
      "clients, creates",
      AppRollbackRequest,
      AppRollbackResponse,
      async (request, { caller }) => {
        const app = await apps.rollback(caller, request.appId, request.version);
        return { url: apps.url(app), deployedAt: (liveVersion(app)?.deployedAtMs ?? 0) / 1000 };
      },
    ),
  };
}

function historyOf(app: App, version: AppVersion): modal.client.AppDeploymentHistory.$Properties {
  return {
    appId: app.appId,
    version: version.version,
    clientVersion: version.clientVersion,
    deployedAt: version.deployedAtMs / 1000,
    deployedBy: version.deployedBy,
    tag: version.tag,
    rollbackVersion: version.rollbackOf ?? 0,
    rollbackAllowed: version !== liveVersion(app),
    deploymentType:
      version.rollbackOf === undefined
        ? DeploymentType.DEPLOYMENT_TYPE_STANDARD
        : DeploymentType.DEPLOYMENT_TYPE_ROLLBACK,
  };
}

function disconnectReasonOf(
  reason: modal.client.AppDisconnectReason,
): Parameters<Engine["apps"]["disconnect"]>[2] {
  switch (reason) {
    case AppDisconnectReason.APP_DISCONNECT_REASON_KEYBOARD_INTERRUPT:
      return "interrupted";
    case AppDisconnectReason.APP_DISCONNECT_REASON_ENTRYPOINT_COMPLETED:
      return "completed";
    case AppDisconnectReason.APP_DISCONNECT_REASON_DEPLOYMENT_EXCEPTION:
      return "deploy-failed";
    default:
      return "failed";
  }
}
