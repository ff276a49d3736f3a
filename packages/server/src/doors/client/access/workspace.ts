import { google, modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { imageBuilderVersion } from "./environments.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";

const { WorkspaceDashboardUrlRequest, WorkspaceDashboardUrlResponse, WorkspaceSettingsResponse } =
  modal.client;
const { Empty } = google.protobuf;

/** What is the same for the whole server, which is to clients one workspace. */
export function workspaceMethods({ environments }: Pick<Engine, "environments">): Methods {
  return {
    WorkspaceSettings: unary("clients", Empty, WorkspaceSettingsResponse, async () => ({
      defaultEnvironmentName: (await environments.read("")).name,
      imageBuilderVersion,
    })),
    WorkspaceDashboardUrlGet: unary(
      "clients",
      WorkspaceDashboardUrlRequest,
      WorkspaceDashboardUrlResponse,
      async (_request, { origin }) => ({ url: `${origin}/` }),
    ),
  };
}
