import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { google } from "@lydian/protocol";
import { GrpcRefusal, TestClient } from "../client.test.peer.ts";
import { grpcCode } from "../grpc-status.ts";
import { serve, type Serving } from "../serving.test.engine.ts";
import { OfficialContainers } from "./container/official-containers.ts";
import { createClientDoor } from "./client-door.ts";
import { refusalOfUnserved } from "./unserved.ts";

/** Every method that Python clients of 1.5 and 1.6 know. */
const methods = `
  AppClientDisconnect AppCountLogs AppCreate AppDeploy AppDeploymentHistory AppFetchLogs
  AppGetByDeploymentName AppGetInfo AppGetLayout AppGetLifecycle AppGetLogs AppGetObjects
  AppGetOrCreate AppGetTags AppGetTimeRangeStats AppHeartbeat AppList AppLookup AppPromote AppPublish
  AppRollback AppRollover AppSetObjects AppSetTags AppStop AttemptAwait AttemptRetry AttemptStart
  AuditLogCount AuditLogList AuditLogPlan AuditLogSettingsGet AuthTokenGet BlobCreate BlobGet
  ClassCreate ClassGet CliCommandSuggest ClientHello ClusterGet ClusterList ClusterReservationList
  ContainerCheckpoint ContainerExec ContainerExecGetOutput ContainerExecPutInput ContainerExecWait
  ContainerFilesystemExec ContainerFilesystemExecGetOutput ContainerHeartbeat ContainerHello
  ContainerLog ContainerReloadVolumes ContainerServerLifecycleReady ContainerStop CurlGetAuthToken
  DictClear DictContains DictContents DictDelete DictGet DictGetById DictGetOrCreate DictHeartbeat
  DictLen DictList DictPop DictUpdate DomainCertificateVerify DomainCreate DomainList EndpointCreate
  EndpointGetByName EndpointGetInfo EndpointGetLibrary EndpointGetLifecycle EndpointList EndpointStop
  EnvironmentBillingSummary EnvironmentCreate EnvironmentDelete EnvironmentGetBudget
  EnvironmentGetManaged EnvironmentGetOrCreate EnvironmentGetRoles EnvironmentList EnvironmentRoleSet
  EnvironmentSetBudget EnvironmentSetDefaultMemberRole EnvironmentSetManaged EnvironmentUpdate
  FlashContainerDeregister FlashContainerList FlashContainerRegister FlashSetTargetSlotsMetrics
  FunctionAsyncInvoke FunctionBindParams FunctionBlobGet FunctionCallCancel FunctionCallCount
  FunctionCallFetch FunctionCallFromId FunctionCallGetDataIn FunctionCallGetDataOut
  FunctionCallGetInfo FunctionCallList FunctionCallPutDataOut FunctionCreate FunctionFinishInputs
  FunctionGet FunctionGetById FunctionGetCallGraph FunctionGetCurrentStats
  FunctionGetDynamicConcurrency FunctionGetFlashAuthToken FunctionGetInputs FunctionGetMetrics
  FunctionGetOutputs FunctionGetSchedulingParams FunctionGetSerialized FunctionGetTimeRangeStats
  FunctionListVariants FunctionMap FunctionPrecreate FunctionPutInputs FunctionPutOutputs
  FunctionRetryInputs FunctionStartPtyShell FunctionUpdateSchedulingParams ImageBuildChainGet
  ImageDelete ImageFromId ImageGetByTag ImageGetOrCreate ImageJoinStreaming ImageListTags
  ImageNameDelete ImagePublish ImageTagRevisions MapAwait MapCheckInputs MapStartOrContinue
  MetricsGetInfo MountBatchedCheckExistence MountGetOrCreate MountPutFile NotebookKernelPublishResults
  ObjectSuggest PersistentSandboxCreate PersistentSandboxGet PersistentSandboxResume
  PersistentSandboxTerminate PersistentSandboxTunnelsList ProxyAddIp ProxyCreate ProxyDelete ProxyGet
  ProxyGetOrCreate ProxyList ProxyRemoveIp QueueClear QueueDelete QueueGet QueueGetById
  QueueGetOrCreate QueueHeartbeat QueueLen QueueList QueueNextItems QueuePut SandboxContainerCreateV2
  SandboxCreate SandboxCreateConnectToken SandboxCreateConnectTokenV2 SandboxCreateV2
  SandboxGetCommandRouterAccess SandboxGetExitSnapshot SandboxGetExitSnapshotV2 SandboxGetFromName
  SandboxGetFromNameV2 SandboxGetLogs SandboxGetResourceUsage SandboxGetStats SandboxGetStatsV2
  SandboxGetTaskId SandboxGetTaskIdV2 SandboxGetTimeRangeStats SandboxGetTunnels SandboxGetTunnelsV2
  SandboxList SandboxListV2 SandboxRestore SandboxRestoreV2 SandboxSetName SandboxSetOutboundPolicy
  SandboxSetOutboundPolicyV2 SandboxSnapshot SandboxSnapshotFs SandboxSnapshotFsAsync
  SandboxSnapshotFsAsyncGet SandboxSnapshotGet SandboxSnapshotWait SandboxStdinWrite SandboxTagsGet
  SandboxTagsGetV2 SandboxTagsSet SandboxTagsSetV2 SandboxTerminate SandboxTerminateV2 SandboxWait
  SandboxWaitUntilReady SandboxWaitV2 SecretDelete SecretGetInfo SecretGetOrCreate SecretList
  SecretUpdate ServerCountRequests ServerGetMetrics ServerGetTimeRangeStats ServerRequestFetch
  ServiceUserCreate ServiceUserDelete ServiceUserInfo ServiceUserList SharedVolumeDelete
  SharedVolumeGetFile SharedVolumeGetOrCreate SharedVolumeHeartbeat SharedVolumeList
  SharedVolumeListFiles SharedVolumeListFilesStream SharedVolumePutFile SharedVolumeRemoveFile
  TaskClusterHello TaskCurrentInputs TaskGetCommandRouterAccess TaskGetInfo TaskList TaskResult
  TemplateList TokenDelete TokenDisable TokenEnable TokenFlowCreate TokenFlowWait TokenInfoGet
  TokensList TunnelStart TunnelStop UserGroupEnvironmentSet VolumeCommit VolumeCopyFiles
  VolumeCopyFiles2 VolumeDelete VolumeGetById VolumeGetFile VolumeGetFile2 VolumeGetOrCreate
  VolumeHeartbeat VolumeList VolumeListFiles VolumeListFiles2 VolumePutFiles VolumePutFiles2
  VolumeReload VolumeRemoveFile VolumeRemoveFile2 VolumeRename WebhookTokenCreate WebhookTokenDelete
  WebhookTokenEnvironmentAdd WebhookTokenEnvironmentList WebhookTokenEnvironmentRemove
  WebhookTokenList WebhookTokenListForEnvironment WebhookTokenUpdate WorkspaceBillingRates
  WorkspaceBillingReport WorkspaceBillingSummary WorkspaceDashboardUrlGet WorkspaceMembersList
  WorkspaceNameLookup WorkspaceSetDefaultEnvironment WorkspaceSetDefaultEnvironmentSettings
  WorkspaceSetImageBuilderVersion WorkspaceSettings
`
  .trim()
  .split(/\s+/);

describe("methods that are not served", () => {
  let serving: Serving;
  let client: TestClient;

  before(async () => {
    serving = await serve({});
    client = TestClient.of(serving);
  });

  after(async () => {
    client.close();
    await serving.close();
  });

  it("are each refused for a reason of their own, whichever a client asks for", () => {
    const containers = new OfficialContainers(serving.engine.containers, { origin: () => "" });
    const door = createClientDoor(serving.engine, containers);
    const unserved = methods.filter((method) => !door.unary.has(method) && !door.streams.has(method));
    const vague = unserved.filter((method) => /is not supported by/.test(refusalOfUnserved(method).message));
    assert.deepEqual(vague, []);
  });

  it("answer UNIMPLEMENTED, which clients do not repeat, with what is missing", async () => {
    const { Empty } = google.protobuf;
    await assert.rejects(
      client.call("SandboxCreate", Empty, Empty, {}),
      (error: unknown) =>
        error instanceof GrpcRefusal &&
        error.code === grpcCode.unimplemented &&
        error.message === "This version of Lydian has no sandboxes (SandboxCreate)",
    );
    assert.match(refusalOfUnserved("AppDeploy").message, /This client is too old/);
    assert.match(refusalOfUnserved("Novelty").message, /^Novelty is not supported/);
  });
});
