import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { encodeArguments, modal } from "@lydian/protocol";
import { deploy, GrpcRefusal, TestClient } from "../../client.test.peer.ts";
import { grpcCode } from "../../grpc-status.ts";
import { serve } from "../../serving.test.engine.ts";
import type { Serving } from "../../serving.test.engine.ts";

const m = modal.client;
const empty = { decode: (bytes: Uint8Array) => bytes.length };

function isRefusedWith(code: number): (error: unknown) => boolean {
  return (error) => error instanceof GrpcRefusal && error.code === code;
}

describe("apps by the public protocol", () => {
  let serving: Serving;
  let client: TestClient;
  const never = Promise.withResolvers<void>();

  before(async () => {
    serving = await serve({
      say: (call, text: string) => call.log(`${text}\n`),
      stay: () => never.promise,
    });
    client = TestClient.of(serving);
  });

  after(async () => {
    never.resolve();
    client.close();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });

  async function run(functionId: string, ...args: unknown[]): Promise<string> {
    const input = { args: encodeArguments(args, {}), dataFormat: 4 };
    const request = { functionId, functionCallType: 1, pipelinedInputs: [{ idx: 0, input }] };
    return (await client.call("FunctionMap", m.FunctionMapRequest, m.FunctionMapResponse, request))
      .functionCallId;
  }

  async function finished(functionCallId: string): Promise<void> {
    const request = { functionCallId, timeout: 10 };
    await client.call(
      "FunctionGetOutputs",
      m.FunctionGetOutputsRequest,
      m.FunctionGetOutputsResponse,
      request,
    );
  }

  async function functionIdOf(appName: string, objectTag: string): Promise<string> {
    const request = { appName, objectTag };
    return (await client.call("FunctionGet", m.FunctionGetRequest, m.FunctionGetResponse, request))
      .functionId;
  }

  const byName = (name: string) =>
    client.call("AppGetByDeploymentName", m.AppGetByDeploymentNameRequest, m.AppGetByDeploymentNameResponse, {
      name,
    });

  it("AppGetByDeploymentName answers an empty id where nothing is deployed, and names the environment", async () => {
    const found = await byName("nothing");
    assert.equal(found.appId, "");
    assert.equal(found.environmentName, "main");
  });

  it("a deployed app is found, listed and laid out, with whole metadata", async () => {
    const appId = await deploy(client, "laid-out", { say: {} });
    const found = await byName("laid-out");
    assert.equal(found.appId, appId);
    assert.equal(found.lifecycle?.appState, m.AppState.APP_STATE_DEPLOYED);
    assert.equal(found.lifecycle?.version, 1);
    const { apps } = await client.call("AppList", m.AppListRequest, m.AppListResponse, {});
    assert.ok(apps.some((app) => app.appId === appId && app.name === "laid-out"));
    const { appLayout } = await client.call("AppGetLayout", m.AppGetLayoutRequest, m.AppGetLayoutResponse, {
      appId,
    });
    const functionId = await functionIdOf("laid-out", "say");
    assert.deepEqual({ ...appLayout?.functionIds }, { say: functionId });
    const metadata = appLayout?.objects?.[0]?.functionHandleMetadata;
    assert.equal(metadata?.functionName, "say");
    assert.deepEqual(metadata?.supportedInputFormats, [4]);
    assert.match(metadata?.definitionId ?? "", /^de-/);
  });

  it("a second deploy keeps the ids and makes a version, which AppRollback takes back", async () => {
    const appId = await deploy(client, "versions", { say: {} });
    const functionId = await functionIdOf("versions", "say");
    const request = { appId, functionName: "say", existingFunctionId: functionId };
    const again = await client.call(
      "FunctionPrecreate",
      m.FunctionPrecreateRequest,
      m.FunctionPrecreateResponse,
      request,
    );
    assert.equal(again.functionId, functionId);
    assert.equal(again.handleMetadata?.functionName, "say");
    await client.call("AppRollback", m.AppRollbackRequest, m.AppRollbackResponse, { appId, version: 1 });
    const history = await client.call(
      "AppDeploymentHistory",
      m.AppDeploymentHistoryRequest,
      m.AppDeploymentHistoryResponse,
      { appId },
    );
    assert.deepEqual(
      history.appDeploymentHistories.map((entry) => [entry.version, entry.rollbackVersion]),
      [
        [2, 1],
        [1, 0],
      ],
    );
    assert.equal(history.productionAppVersion, 2);
    await assert.rejects(
      client.call("AppRollback", m.AppRollbackRequest, m.AppRollbackResponse, { appId, version: 9 }),
      isRefusedWith(grpcCode.invalidArgument),
    );
  });

  it("FunctionCreate echoes every field of the function, also those that the server does not read", async () => {
    const appId = await deploy(client, "echo", { say: {} });
    const bundleBlobId = `bl-${"0".repeat(64)}`;
    const known = m.Function.encode({
      functionName: "new",
      runtime: "typescript",
      lydianCode: { bundleBlobId },
    }).finish();
    // Field 63, which our schema does not have.
    const whole = Buffer.concat([known, Buffer.from([0xf8, 0x03, 0x01])]);
    const request = { appId, function: whole };
    const created = await client.call(
      "FunctionCreate",
      m.FunctionCreateRequest,
      m.FunctionCreateResponse,
      request,
    );
    assert.deepEqual(Buffer.from(created.function), whole);
  });

  it("an app that was begun and given up never comes to be; a deployed one is not touched", async () => {
    const create = { description: "given-up", appState: m.AppState.APP_STATE_INITIALIZING };
    const begun = await client.call("AppCreate", m.AppCreateRequest, m.AppCreateResponse, create);
    const deployed = await deploy(client, "kept", { say: {} });
    const reason = m.AppDisconnectReason.APP_DISCONNECT_REASON_DEPLOYMENT_EXCEPTION;
    for (const appId of [begun.appId, deployed]) {
      await client.call("AppClientDisconnect", m.AppClientDisconnectRequest, empty, { appId, reason });
    }
    const lifecycle = (appId: string) =>
      client.call("AppGetLifecycle", m.AppGetLifecycleRequest, m.AppGetLifecycleResponse, { appId });
    assert.equal((await lifecycle(begun.appId)).lifecycle?.appState, m.AppState.APP_STATE_STOPPED);
    assert.equal((await lifecycle(deployed)).lifecycle?.appState, m.AppState.APP_STATE_DEPLOYED);
  });

  it("AppGetOrCreate makes an empty app that a deploy finds", async () => {
    const request = { appName: "made", objectCreationType: 0 };
    const get = (objectCreationType: number) =>
      client.call("AppGetOrCreate", m.AppGetOrCreateRequest, m.AppGetOrCreateResponse, {
        ...request,
        objectCreationType,
      });
    await assert.rejects(get(0), isRefusedWith(grpcCode.notFound));
    const { appId } = await get(1);
    assert.equal((await get(0)).appId, appId);
    assert.equal((await byName("made")).appId, appId);
    const { handleMetadata } = await get(0);
    assert.equal(handleMetadata?.description, "made");
    assert.equal(handleMetadata?.environmentName, "main");
    assert.equal(handleMetadata?.lifecycle?.appState, m.AppState.APP_STATE_DEPLOYED);
    const byId = { appName: appId, objectCreationType: 0 };
    assert.equal(
      (await client.call("AppGetOrCreate", m.AppGetOrCreateRequest, m.AppGetOrCreateResponse, byId)).appId,
      appId,
    );
  });

  it("AppRollover, a staged AppPublish and AppPromote make versions that the history tells apart", async () => {
    const appId = await deploy(client, "told-apart", { say: {} });
    const commitInfo = Buffer.from("\n\u0003git");
    const publish = { appId, name: "told-apart", appState: m.AppState.APP_STATE_DEPLOYED, commitInfo };
    await client.call("AppRollover", m.AppRolloverRequest, m.AppRolloverResponse, { appId });
    await client.call("AppPublish", m.AppPublishRequest, m.AppPublishResponse, { ...publish, staged: true });
    const history = async () =>
      (
        await client.call(
          "AppDeploymentHistory",
          m.AppDeploymentHistoryRequest,
          m.AppDeploymentHistoryResponse,
          { appId },
        )
      ).appDeploymentHistories;
    const { DeploymentType: type } = m;
    assert.deepEqual(
      (await history()).map((entry) => entry.deploymentType),
      [type.DEPLOYMENT_TYPE_STAGED, type.DEPLOYMENT_TYPE_ROLLOVER, type.DEPLOYMENT_TYPE_STANDARD],
    );
    assert.deepEqual(Buffer.from((await history())[0]?.commitInfo ?? []), commitInfo);
    const promoted = await client.call("AppPromote", m.AppPromoteRequest, m.AppPromoteResponse, {
      appId,
      version: 3,
    });
    assert.ok(promoted.deployedAt > 1e9);
    assert.equal((await history())[0]?.deploymentType, type.DEPLOYMENT_TYPE_PROMOTION);
  });

  it("AppGetInfo and AppGetTags tell what an app is, and who stopped it", async () => {
    const appId = await deploy(client, "told", { say: {} });
    await client.call("AppSetTags", m.AppSetTagsRequest, empty, { appId, tags: { team: "red" } });
    const { tags } = await client.call("AppGetTags", m.AppGetTagsRequest, m.AppGetTagsResponse, { appId });
    assert.deepEqual({ ...tags }, { team: "red" });
    const ask = () => client.call("AppGetInfo", m.AppGetInfoRequest, m.AppGetInfoResponse, { appId });
    const { info, functionInfoSummaries } = await ask();
    assert.deepEqual(Object.keys(info?.functions ?? {}), ["say"]);
    assert.deepEqual(Object.keys(functionInfoSummaries), Object.values(info?.functions ?? {}));
    await client.call("AppStop", m.AppStopRequest, empty, { appId });
    assert.equal((await ask()).info?.lifecycle?.stoppedBy, "tester");
  });

  it("TaskList and TaskGetInfo show a running container, and ContainerStop ends it", async () => {
    const appId = await deploy(client, "running", { stay: {} });
    await run(await functionIdOf("running", "stay"));
    const list = async () =>
      (await client.call("TaskList", m.TaskListRequest, m.TaskListResponse, { appId })).tasks;
    let [task] = await list();
    for (const deadlineMs = Date.now() + 5000; task === undefined && Date.now() < deadlineMs;)
      [task] = await list();
    assert.equal(task?.appDescription, "running");
    assert.ok((task?.enqueuedAt ?? 0) > 1e9);
    const taskId = task?.taskId ?? "";
    const info = await client.call("TaskGetInfo", m.TaskGetInfoRequest, m.TaskGetInfoResponse, { taskId });
    assert.equal(info.appId, appId);
    await client.call("ContainerStop", m.ContainerStopRequest, m.ContainerStopResponse, { taskId });
    await client.call("AppStop", m.AppStopRequest, empty, { appId });
    const gone = client.call("ContainerStop", m.ContainerStopRequest, m.ContainerStopResponse, {
      taskId: "ta-0",
    });
    await assert.rejects(gone, isRefusedWith(grpcCode.notFound));
  });

  it("TaskGetInfo tells of a container that is gone what its lines tell", async () => {
    const appId = await deploy(client, "past", { say: {} });
    await finished(await run(await functionIdOf("past", "say"), "bye"));
    const [task] = (await client.call("TaskList", m.TaskListRequest, m.TaskListResponse, { appId })).tasks;
    const taskId = task?.taskId ?? "";
    const ask = () => client.call("TaskGetInfo", m.TaskGetInfoRequest, m.TaskGetInfoResponse, { taskId });
    assert.equal((await ask()).info?.finishedAt, 0);
    const following = Array.fromAsync(
      client.stream("AppGetLogs", m.AppGetLogsRequest, m.TaskLogsBatch, { taskId, timeout: 55 }),
    );
    await client.call("ContainerStop", m.ContainerStopRequest, m.ContainerStopResponse, { taskId });
    assert.equal((await following).at(-1)?.appDone, true, "who follows a container is told of its end");
    const { info, appId: owner } = await ask();
    assert.equal(owner, appId);
    assert.ok((info?.enqueuedAt ?? 0) > 1e9 && (info?.finishedAt ?? 0) > (info?.enqueuedAt ?? 0));
  });

  describe("logs", () => {
    const linesOf = (batches: readonly modal.client.TaskLogsBatch.$Properties[]): string[] =>
      batches.flatMap((batch) => (batch.items ?? []).flatMap((item) => item.data || []));

    it("are fetched, newest last, and filtered", async () => {
      const appId = await deploy(client, "logging", { say: {} });
      const functionId = await functionIdOf("logging", "say");
      const calls: string[] = [];
      for (const text of ["one", "two", "three"]) {
        calls.push(await run(functionId, text));
        await finished(calls.at(-1) ?? "");
      }
      const fetched = async (request: Parameters<typeof m.AppFetchLogsRequest.encode>[0]) =>
        linesOf(
          (await client.call("AppFetchLogs", m.AppFetchLogsRequest, m.AppFetchLogsResponse, request)).batches,
        );
      assert.deepEqual(await fetched({ appId }), ["one\n", "two\n", "three\n"]);
      assert.deepEqual(await fetched({ appId, limit: 2 }), ["two\n", "three\n"]);
      assert.deepEqual(await fetched({ appId, searchText: "o" }), ["one\n", "two\n"]);
      assert.deepEqual(await fetched({ appId, functionCallId: calls[1] ?? "" }), ["two\n"]);
      assert.deepEqual(await fetched({ appId, source: m.FileDescriptor.FILE_DESCRIPTOR_STDERR }), []);
      assert.deepEqual(await fetched({ appId, until: { seconds: 1 } }), []);
      assert.deepEqual(await fetched({ appId, since: { seconds: 1 }, functionId }), [
        "one\n",
        "two\n",
        "three\n",
      ]);
      const count = { appId, since: { seconds: 1 }, until: { seconds: 9e9 }, bucketSecs: 86_400 };
      const { buckets } = await client.call(
        "AppCountLogs",
        m.AppCountLogsRequest,
        m.AppCountLogsResponse,
        count,
      );
      assert.equal(
        buckets.reduce((total, bucket) => total + Number(bucket.stdoutLogs), 0),
        3,
      );
      await assert.rejects(fetched({}), isRefusedWith(grpcCode.invalidArgument));
      await assert.rejects(fetched({ appId: "ap-0" }), isRefusedWith(grpcCode.notFound));
    });

    it("are followed as they come, go on after a cursor, and end with app_done when the app is stopped", async () => {
      const appId = await deploy(client, "followed", { say: {} });
      const functionId = await functionIdOf("followed", "say");
      await finished(await run(functionId, "before"));
      const follow = (lastEntryId: string, timeout: number) =>
        client.stream("AppGetLogs", m.AppGetLogsRequest, m.TaskLogsBatch, { appId, timeout, lastEntryId });
      const stored = await Array.fromAsync(follow("", 0));
      assert.deepEqual(linesOf(stored), ["before\n"]);
      const cursor = stored.at(-1)?.entryId ?? "";
      const following = Array.fromAsync(follow(cursor, 55));
      await finished(await run(functionId, "after"));
      await client.call("AppStop", m.AppStopRequest, empty, { appId });
      const batches = await following;
      assert.deepEqual(linesOf(batches), ["after\n"]);
      const { TASK_STATE_IDLE: idle, TASK_STATE_COMPLETED: completed } = m.TaskState;
      const states = batches.flatMap((batch) => (batch.items ?? []).flatMap((item) => item.taskState || []));
      assert.deepEqual(states, [idle, completed], "what a spinner counts");
      assert.equal(batches.filter((batch) => batch.appDone).length, 1);
      assert.equal(batches.at(-1)?.appDone, true);
      // Whoever comes late gets what is stored, and then the end.
      const late = await Array.fromAsync(follow("", 55));
      assert.deepEqual(linesOf(late), ["before\n", "after\n"]);
      assert.equal(late.at(-1)?.appDone, true);
    });

    it("of a run without a container end with its client, at once and not when the stream does", async () => {
      const create = { description: "a run.py", appState: m.AppState.APP_STATE_EPHEMERAL };
      const { appId } = await client.call("AppCreate", m.AppCreateRequest, m.AppCreateResponse, create);
      const startedAtMs = performance.now();
      const request = { appId, timeout: 55 };
      const following = Array.fromAsync(
        client.stream("AppGetLogs", m.AppGetLogsRequest, m.TaskLogsBatch, request),
      );
      const reason = m.AppDisconnectReason.APP_DISCONNECT_REASON_ENTRYPOINT_COMPLETED;
      await client.call("AppClientDisconnect", m.AppClientDisconnectRequest, empty, { appId, reason });
      const batches = await following;
      assert.deepEqual(
        batches.map((batch) => batch.appDone),
        [true],
      );
      assert.ok(performance.now() - startedAtMs < 5_000);
    });

    it("are refused for an app that is not there, so that nobody follows it for ever", async () => {
      const request = { appId: "ap-0", timeout: 55 };
      const following = Array.fromAsync(
        client.stream("AppGetLogs", m.AppGetLogsRequest, m.TaskLogsBatch, request),
      );
      await assert.rejects(following, isRefusedWith(grpcCode.notFound));
    });
  });
});
