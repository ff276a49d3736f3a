/** States of apps, between the model and their messages. */
import { modal } from "@lydian/protocol";
import { liveVersion } from "../../../model/app.ts";
import type { App, AppState } from "../../../model/app.ts";
import { LydianError } from "../../../model/error.ts";

const { AppState: AppStateNumber } = modal.client;
type AppStateNumber = modal.client.AppState;

const numberOfState: Readonly<Record<AppState, AppStateNumber>> = {
  initializing: AppStateNumber.APP_STATE_INITIALIZING,
  ephemeral: AppStateNumber.APP_STATE_EPHEMERAL,
  detached: AppStateNumber.APP_STATE_DETACHED,
  disconnected: AppStateNumber.APP_STATE_DETACHED_DISCONNECTED,
  deployed: AppStateNumber.APP_STATE_DEPLOYED,
  stopped: AppStateNumber.APP_STATE_STOPPED,
};

export function stateNumberOf(state: AppState): AppStateNumber {
  return numberOfState[state];
}

/** The state that an app may begin in. @throws `invalid-argument` for one that it comes to later. */
export function newAppStateOf(state: AppStateNumber): "initializing" | "ephemeral" | "detached" {
  switch (state) {
    case AppStateNumber.APP_STATE_UNSPECIFIED:
    case AppStateNumber.APP_STATE_INITIALIZING:
      return "initializing";
    case AppStateNumber.APP_STATE_EPHEMERAL:
      return "ephemeral";
    case AppStateNumber.APP_STATE_DETACHED:
      return "detached";
    default:
      throw new LydianError("invalid-argument", `Cannot create an app in state ${state}`);
  }
}

/** The state that a publication asks for, or `undefined` to keep the one there is. */
export function publishedStateOf(state: AppStateNumber): "ephemeral" | "detached" | "deployed" | undefined {
  switch (state) {
    case AppStateNumber.APP_STATE_UNSPECIFIED:
      return undefined;
    case AppStateNumber.APP_STATE_EPHEMERAL:
      return "ephemeral";
    case AppStateNumber.APP_STATE_DETACHED:
      return "detached";
    case AppStateNumber.APP_STATE_DEPLOYED:
      return "deployed";
    default:
      throw new LydianError("invalid-argument", `Cannot publish an app in state ${state}`);
  }
}

export function lifecycleOf(app: App): modal.client.AppLifecycle.$Properties {
  const live = liveVersion(app);
  return {
    appState: stateNumberOf(app.state),
    createdAt: app.createdAtMs / 1000,
    createdBy: app.createdBy,
    deployedAt: (live?.deployedAtMs ?? 0) / 1000,
    deployedBy: live?.deployedBy ?? "",
    version: live?.version ?? 0,
    stoppedAt: (app.stoppedAtMs ?? 0) / 1000,
    stoppedBy: app.stoppedBy ?? "",
  };
}

/** What a handle of an app knows. Classes are among the functions, as the service functions that they are. */
export function handleMetadataOf(app: App): modal.client.AppHandleMetadata.$Properties {
  return {
    description: app.name,
    appId: app.appId,
    environmentName: app.environmentName,
    lifecycle: lifecycleOf(app),
    functions: { ...liveVersion(app)?.functions },
  };
}
