import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { liveVersion } from "../../../model/app.ts";
import type { App, AppVersion } from "../../../model/app.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";

const {
  AppDeploymentHistoryRequest,
  AppDeploymentHistoryResponse,
  AppPromoteRequest,
  AppPromoteResponse,
  AppRollbackRequest,
  AppRollbackResponse,
  AppRolloverRequest,
  AppRolloverResponse,
  DeploymentType,
} = modal.client;

/** What was live, and how to make it so again. */
export function versionMethods({ apps }: Pick<Engine, "apps">): Methods {
  const published = (app: App): { url: string; deployedAt: number } => ({
    url: apps.url(app),
    deployedAt: (liveVersion(app)?.deployedAtMs ?? 0) / 1000,
  });
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
      async (request, { caller }) => published(await apps.rollback(caller, request.appId, request.version)),
    ),
    AppRollover: unary(
      "clients, creates",
      AppRolloverRequest,
      AppRolloverResponse,
      async (request, { caller }) => published(await apps.rollover(caller, request.appId)),
    ),
    AppPromote: unary(
      "clients, creates",
      AppPromoteRequest,
      AppPromoteResponse,
      async (request, { caller }) => published(await apps.promote(caller, request.appId, request.version)),
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
    rollbackVersion: version.origin?.kind === "rollback" ? version.origin.version : 0,
    rollbackAllowed: version.isStaged !== true && version !== liveVersion(app),
    commitInfo: version.commit ?? new Uint8Array(0),
    deploymentType: typeOf(version),
  };
}

function typeOf({ origin, isStaged }: AppVersion): modal.client.DeploymentType {
  if (isStaged === true) return DeploymentType.DEPLOYMENT_TYPE_STAGED;
  switch (origin?.kind) {
    case "rollback":
      return DeploymentType.DEPLOYMENT_TYPE_ROLLBACK;
    case "rollover":
      return DeploymentType.DEPLOYMENT_TYPE_ROLLOVER;
    case "promotion":
      return DeploymentType.DEPLOYMENT_TYPE_PROMOTION;
    case undefined:
      return DeploymentType.DEPLOYMENT_TYPE_STANDARD;
  }
}
