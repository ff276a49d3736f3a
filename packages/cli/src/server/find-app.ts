import { modal } from "@lydian/protocol";
import { CliError } from "../failure.ts";
import type { Server } from "./server.ts";

const { AppState } = modal.client;

export interface FoundApp {
  readonly appId: string;
  readonly state: AppStateName;
}

export type AppStateName = "initializing" | "ephemeral" | "detached" | "deployed" | "stopped" | "unknown";

/** What people read instead of a number. */
export function appStateName(state: modal.client.AppState | null | undefined): AppStateName {
  switch (state) {
    case AppState.APP_STATE_INITIALIZING:
      return "initializing";
    case AppState.APP_STATE_EPHEMERAL:
      return "ephemeral";
    case AppState.APP_STATE_DETACHED:
    case AppState.APP_STATE_DETACHED_DISCONNECTED:
      return "detached";
    case AppState.APP_STATE_DEPLOYED:
      return "deployed";
    case AppState.APP_STATE_STOPPING:
    case AppState.APP_STATE_STOPPED:
      return "stopped";
    default:
      return "unknown";
  }
}

/** Whether this is an app's id and not its name. */
export function isAppId(text: string): boolean {
  return /^ap-[0-9A-Za-z]{22}$/.test(text);
}

/**
 * The app of this id, or the deployed app of this name.
 *
 * @param options.allowStopped takes the app of that name that was stopped last if none is deployed
 * @throws CliError if there is none
 */
export async function findApp(
  server: Server,
  nameOrId: string,
  options: { readonly allowStopped?: boolean } = {},
): Promise<FoundApp> {
  if (isAppId(nameOrId)) {
    const { lifecycle } = await server.rpc("AppGetLifecycle", { appId: nameOrId });
    return { appId: nameOrId, state: appStateName(lifecycle?.appState) };
  }
  const environmentName = server.client.environmentName;
  const found = await server.rpc("AppGetByDeploymentName", { name: nameOrId, environmentName });
  if (found.appId !== "") return { appId: found.appId, state: appStateName(found.lifecycle?.appState) };
  if (options.allowStopped === true && found.previousAppId !== "") {
    return { appId: found.previousAppId, state: "stopped" };
  }
  const where = found.environmentName === "" ? "" : ` in environment "${found.environmentName}"`;
  throw new CliError(`Cannot find app "${nameOrId}"${where}: nothing of that name is deployed`, {
    hint: "See what there is with: lydian app list",
  });
}
