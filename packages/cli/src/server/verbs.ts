/** The verbs of the public service that this program uses, each with the codecs of its two messages. */
import { modal } from "@lydian/protocol";

const m = modal.client;

/** `Empty` of the public service: no field, whatever is in it. */
const empty = {
  encode: (_message: object) => ({ finish: () => new Uint8Array() }),
  decode: (_bytes: Uint8Array) => ({}),
};

/** Verbs with one answer. */
export const unaryVerbs = {
  AppClientDisconnect: [m.AppClientDisconnectRequest, empty],
  AppCreate: [m.AppCreateRequest, m.AppCreateResponse],
  AppDeploymentHistory: [m.AppDeploymentHistoryRequest, m.AppDeploymentHistoryResponse],
  AppFetchLogs: [m.AppFetchLogsRequest, m.AppFetchLogsResponse],
  AppGetByDeploymentName: [m.AppGetByDeploymentNameRequest, m.AppGetByDeploymentNameResponse],
  AppGetLayout: [m.AppGetLayoutRequest, m.AppGetLayoutResponse],
  AppGetLifecycle: [m.AppGetLifecycleRequest, m.AppGetLifecycleResponse],
  AppHeartbeat: [m.AppHeartbeatRequest, empty],
  AppList: [m.AppListRequest, m.AppListResponse],
  AppPublish: [m.AppPublishRequest, m.AppPublishResponse],
  AppRollback: [m.AppRollbackRequest, m.AppRollbackResponse],
  AppStop: [m.AppStopRequest, empty],
  BlobCreate: [m.BlobCreateRequest, m.BlobCreateResponse],
  ClassCreate: [m.ClassCreateRequest, m.ClassCreateResponse],
  ContainerStop: [m.ContainerStopRequest, m.ContainerStopResponse],
  EnvironmentCreate: [m.EnvironmentCreateRequest, empty],
  EnvironmentDelete: [m.EnvironmentDeleteRequest, empty],
  EnvironmentList: [empty, m.EnvironmentListResponse],
  EnvironmentUpdate: [m.EnvironmentUpdateRequest, m.EnvironmentListItem],
  FunctionCallExplain: [m.FunctionCallExplainRequest, m.FunctionCallExplainResponse],
  FunctionCreate: [m.FunctionCreateRequest, m.FunctionCreateResponse],
  FunctionGet: [m.FunctionGetRequest, m.FunctionGetResponse],
  FunctionPrecreate: [m.FunctionPrecreateRequest, m.FunctionPrecreateResponse],
  SecretDelete: [m.SecretDeleteRequest, empty],
  SecretGetOrCreate: [m.SecretGetOrCreateRequest, m.SecretGetOrCreateResponse],
  SecretList: [m.SecretListRequest, m.SecretListResponse],
  TaskList: [m.TaskListRequest, m.TaskListResponse],
  TokenInfoGet: [m.TokenInfoGetRequest, m.TokenInfoGetResponse],
} as const;

/** Verbs with a stream of answers. */
export const streamingVerbs = {
  AppGetLogs: [m.AppGetLogsRequest, m.TaskLogsBatch],
} as const;

type Verbs = typeof unaryVerbs & typeof streamingVerbs;

/** What a verb is asked. */
export type RequestOf<V extends keyof Verbs> = NonNullable<Parameters<Verbs[V][0]["encode"]>[0]>;

/** What it answers. */
export type ReplyOf<V extends keyof Verbs> = ReturnType<Verbs[V][1]["decode"]>;
