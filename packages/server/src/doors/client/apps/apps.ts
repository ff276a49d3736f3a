import { google, modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { newAppStateOf } from "./app-messages.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";

const {
  AppClientDisconnectRequest,
  AppCreateRequest,
  AppCreateResponse,
  AppGetTagsRequest,
  AppGetTagsResponse,
  AppHeartbeatRequest,
  AppSetTagsRequest,
  AppStopRequest,
} = modal.client;
const { Empty } = google.protobuf;

/** The life of apps: begun, kept alive by their clients, labelled, stopped. */
export function appMethods({ apps }: Pick<Engine, "apps">): Methods {
  return {
    AppCreate: unary("clients, creates", AppCreateRequest, AppCreateResponse, async (request, { caller }) => {
      const app = await apps.create(caller, {
        name: request.description,
        environmentName: request.environmentName,
        state: newAppStateOf(request.appState),
        tags: request.tags,
      });
      return { appId: app.appId, appPageUrl: apps.url(app), appLogsUrl: apps.url(app) };
    }),
    AppHeartbeat: unary("clients", AppHeartbeatRequest, Empty, async (request) => {
      await apps.heartbeat(request.appId);
      return {};
    }),
    AppClientDisconnect: unary("clients", AppClientDisconnectRequest, Empty, async (request, { caller }) => {
      await apps.disconnect(caller, request.appId);
      return {};
    }),
    AppStop: unary("clients", AppStopRequest, Empty, async (request, { caller }) => {
      await apps.stop(caller, request.appId);
      return {};
    }),
    AppSetTags: unary("clients", AppSetTagsRequest, Empty, async (request, { caller }) => {
      await apps.setTags(caller, request.appId, request.tags);
      return {};
    }),
    AppGetTags: unary("clients", AppGetTagsRequest, AppGetTagsResponse, async (request) => ({
      tags: { ...(await apps.read(request.appId)).tags },
    })),
  };
}
