import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { decodeValue, encodeArguments, modal } from "@lydian/protocol";
import { deploy, GrpcRefusal, TestClient } from "../../client.test.peer.ts";
import { grpcCode } from "../../grpc-status.ts";
import { serve } from "../../serving.test.engine.ts";
import type { Serving } from "../../serving.test.engine.ts";

const m = modal.client;
const { GenericStatus } = m.GenericResult;

/** Reads an empty message as its length. */
const nothing = { decode: (bytes: Uint8Array) => bytes.length };

type OutputsRequest = Parameters<typeof m.FunctionGetOutputsRequest.encode>[0];
type OutputsResponse = ReturnType<typeof m.FunctionGetOutputsResponse.decode>;

describe("calls by the public protocol", () => {
  let serving: Serving;
  let client: TestClient;
  const released = Promise.withResolvers<void>();

  before(async () => {
    serving = await serve({
      square: (_call, x: number) => x ** 2,
      fail: () => {
        throw new TypeError("no good");
      },
      wait: () => released.promise,
      "Box.*": (call, ...words) => `${call.method}(${words.join()}) of ${JSON.stringify(call.parameters)}`,
    });
    client = TestClient.of(serving);
    await deploy(client, "app", {
      square: {},
      fail: {},
      wait: { maxConcurrentInputs: 100 },
      "Box.*": {
        methodDefinitions: { open: { functionName: "Box.open", supportedInputFormats: [4] } },
        classParameterInfo: {
          format: m.ClassParameterInfo.ParameterSerializationFormat.PARAM_SERIALIZATION_FORMAT_PROTO,
          schema: [
            { name: "size", type: m.ParameterType.PARAM_TYPE_INT },
            { name: "label", type: m.ParameterType.PARAM_TYPE_STRING, hasDefault: true, stringDefault: "-" },
          ],
        },
      },
    });
  });

  after(async () => {
    released.resolve();
    client.close();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });

  async function functionIdOf(tag: string): Promise<string> {
    const request = { appName: "app", objectTag: tag };
    return (await client.call("FunctionGet", m.FunctionGetRequest, m.FunctionGetResponse, request))
      .functionId;
  }

  function inputOf(
    idx: number,
    args: readonly unknown[],
    methodName = "",
  ): modal.client.FunctionPutInputsItem.$Properties {
    return { idx, input: { args: encodeArguments([...args], {}), dataFormat: 4, methodName } };
  }

  async function open(
    tag: string,
    options: { readonly args?: readonly unknown[]; readonly isMap?: boolean; readonly isDetached?: boolean },
  ): Promise<ReturnType<typeof m.FunctionMapResponse.decode>> {
    return client.call("FunctionMap", m.FunctionMapRequest, m.FunctionMapResponse, {
      functionId: await functionIdOf(tag),
      functionCallType: options.isMap === true ? 2 : 1,
      functionCallInvocationType: options.isDetached === true ? 3 : 4,
      pipelinedInputs: options.isMap === true ? [] : [inputOf(0, options.args ?? [])],
    });
  }

  function poll(functionCallId: string, request: OutputsRequest = {}): Promise<OutputsResponse> {
    const asked = { functionCallId, timeout: 5, lastEntryId: "0-0", ...request };
    return client.call(
      "FunctionGetOutputs",
      m.FunctionGetOutputsRequest,
      m.FunctionGetOutputsResponse,
      asked,
    );
  }

  const valueOf = (outputs: OutputsResponse): unknown =>
    decodeValue(outputs.outputs[0]?.result?.data ?? new Uint8Array());

  it("FunctionMap answers what clients index and decode", async () => {
    const opened = await open("square", { args: [7] });
    assert.match(opened.functionCallId, /^fc-[0-9A-Za-z]{22}$/);
    assert.equal(opened.syncClientRetriesEnabled, false);
    assert.ok(opened.maxInputsOutstanding >= 49);
    const [item] = opened.pipelinedInputs;
    assert.equal(item?.inputId, `in-${opened.functionCallId.slice(3)}:0`);
    const [, claims = ""] = (item?.inputJwt ?? "").split(".");
    assert.equal((JSON.parse(Buffer.from(claims, "base64url").toString()) as { idx: number }).idx, 0); // as Python does
    await poll(opened.functionCallId);
  });

  for (const [shape, request] of [
    ["A1, Python's remote", { clearOnSuccess: true, startIdx: 0, endIdx: 0 }],
    ["A2, JavaScript's remote", { clearOnSuccess: true, maxValues: 1 }],
    ["B1, Python's get", { startIdx: 0, endIdx: 0 }],
    ["B2, JavaScript's get", { maxValues: 1 }],
    ["E, iter", { startIdx: 0, endIdx: 48, timeout: 5 }],
  ] as const) {
    it(`FunctionGetOutputs waits for the output in shape ${shape}`, async () => {
      const { functionCallId } = await open("square", { args: [7] });
      const answer = await poll(functionCallId, request);
      assert.equal(valueOf(answer), 49);
      assert.match(answer.lastEntryId, /^[1-9]\d*-0$/);
      assert.equal(answer.numUnfinishedInputs, 0);
      const [output] = answer.outputs;
      assert.equal(output?.retryCount, 0);
      assert.equal(output?.idx, 0);
      assert.match(output?.taskId ?? "", /^ta-/);
      // Asking again from the beginning, as a client that lost the answer does, gives it again.
      assert.equal(valueOf(await poll(functionCallId, request)), 49);
    });
  }

  it("FunctionGetOutputs answers nothing yet with the cursor and what is unfinished", async () => {
    const { functionCallId } = await open("wait", {});
    const answer = await poll(functionCallId, { timeout: 0 });
    assert.deepEqual(answer.outputs, []);
    assert.equal(answer.lastEntryId, "0-0");
    assert.equal(answer.numUnfinishedInputs, 1);
  });

  it("FunctionGetOutputs holds a map's poll that comes before its inputs", async () => {
    const { functionCallId } = await open("square", { isMap: true });
    const polled = poll(functionCallId);
    const put = await client.call(
      "FunctionPutInputs",
      m.FunctionPutInputsRequest,
      m.FunctionPutInputsResponse,
      {
        functionCallId,
        inputs: [inputOf(0, [2])],
      },
    );
    assert.deepEqual(
      put.inputs.map((item) => item.idx),
      [0],
    );
    assert.equal(valueOf(await polled), 4);
  });

  it("a map of many inputs gives each output once, by its cursor", async () => {
    const { functionCallId } = await open("square", { isMap: true });
    const count = 120;
    for (let from = 0; from < count; from += 40) {
      const inputs = Array.from({ length: 40 }, (_, i) => inputOf(from + i, [from + i]));
      const request = { functionCallId, inputs };
      await client.call(
        "FunctionPutInputs",
        m.FunctionPutInputsRequest,
        m.FunctionPutInputsResponse,
        request,
      );
    }
    const seen = new Map<number, unknown>();
    for (let lastEntryId = "0-0"; seen.size < count;) {
      const answer = await poll(functionCallId, { lastEntryId });
      assert.ok(answer.outputs.length <= 49);
      lastEntryId = answer.lastEntryId;
      for (const output of answer.outputs) {
        assert.equal(seen.has(output.idx ?? 0), false);
        seen.set(output.idx ?? 0, decodeValue(output.result?.data ?? new Uint8Array()));
      }
    }
    assert.ok([...seen].every(([index, value]) => value === index ** 2));
    // Shape D: the last word of a map's client, whose answer it throws away.
    const acknowledged = await poll(functionCallId, { timeout: 0, clearOnSuccess: true });
    assert.deepEqual(acknowledged.outputs, []);
    assert.equal((await poll(functionCallId, { startIdx: 5, endIdx: 5 })).outputs.length, 1);
  });

  it("FunctionPutInputs put twice runs an input once", async () => {
    const { functionCallId } = await open("square", { isMap: true });
    const request = { functionCallId, inputs: [inputOf(0, [3]), inputOf(1, [4])] };
    for (const attempt of ["0", "1"]) {
      const headers = { "x-idempotency-key": functionCallId, "x-retry-attempt": attempt };
      await client.call(
        "FunctionPutInputs",
        m.FunctionPutInputsRequest,
        m.FunctionPutInputsResponse,
        request,
        headers,
      );
    }
    await client.call("FunctionFinishInputs", m.FunctionFinishInputsRequest, nothing, {
      functionCallId,
      numInputs: 2,
    });
    const seen: (number | null | undefined)[] = [];
    for (let lastEntryId = "0-0", unfinished = 1; unfinished > 0;) {
      const answer = await poll(functionCallId, { lastEntryId });
      ({ lastEntryId } = answer);
      unfinished = answer.numUnfinishedInputs;
      seen.push(...answer.outputs.map((output) => output.idx));
    }
    assert.equal(seen.length, 2);
    assert.deepEqual(new Set(seen), new Set([0, 1]));
  });

  it("FunctionGetOutputs refuses what will never come instead of an empty answer", async () => {
    const { functionCallId } = await open("square", { args: [1], isDetached: true });
    await poll(functionCallId);
    await assert.rejects(
      poll(functionCallId, { startIdx: 3, endIdx: 3, timeout: 0 }),
      (error: unknown) => error instanceof GrpcRefusal && error.code === grpcCode.notFound,
    );
    await assert.rejects(
      poll("fc-0000000000000000000000"),
      (error: unknown) => error instanceof GrpcRefusal && error.code === grpcCode.notFound,
    );
  });

  it("a failure tells its text and its stack", async () => {
    const { functionCallId } = await open("fail", {});
    const [output] = (await poll(functionCallId)).outputs;
    assert.equal(output?.result?.status, GenericStatus.GENERIC_STATUS_FAILURE);
    assert.equal(output?.result?.exception, "TypeError: no good");
    assert.equal(output?.result?.traceback, "at input 0");
  });

  it("FunctionCallCancel ends a waiting call as terminated, with a text, and may be repeated", async () => {
    const { functionCallId } = await open("wait", { isDetached: true });
    const polled = poll(functionCallId);
    for (let i = 0; i < 2; i += 1) {
      const request = { functionCallId, terminateContainers: false };
      assert.equal(await client.call("FunctionCallCancel", m.FunctionCallCancelRequest, nothing, request), 0);
    }
    const [output] = (await polled).outputs;
    assert.equal(output?.result?.status, GenericStatus.GENERIC_STATUS_TERMINATED);
    assert.notEqual(output?.result?.exception, "");
  });

  it("FunctionCallFromId, FunctionCallGetInfo and FunctionGetCallGraph tell of a call", async () => {
    const { functionCallId } = await open("square", { args: [3], isDetached: true });
    await poll(functionCallId);
    const request = { functionCallId };
    const found = await client.call(
      "FunctionCallFromId",
      m.FunctionCallFromIdRequest,
      m.FunctionCallFromIdResponse,
      request,
    );
    assert.equal(found.numInputs, 1);
    assert.equal(found.metadata?.functionId, await functionIdOf("square"));
    const { info } = await client.call(
      "FunctionCallGetInfo",
      m.FunctionCallGetInfoRequest,
      m.FunctionCallGetInfoResponse,
      request,
    );
    assert.equal(info?.totalInputs, 1);
    assert.equal(info?.succeededInputs?.total, 1);
    const graph = await client.call(
      "FunctionGetCallGraph",
      m.FunctionGetCallGraphRequest,
      m.FunctionGetCallGraphResponse,
      request,
    );
    assert.equal(graph.functionCalls[0]?.functionName, "square");
    assert.equal(graph.inputs[0]?.functionCallId, functionCallId);
    assert.equal(graph.inputs[0]?.status, GenericStatus.GENERIC_STATUS_SUCCESS);
  });

  describe("classes", () => {
    function bind(parameters: readonly modal.client.ClassParameterValue.$Properties[]) {
      return (async () =>
        client.call("FunctionBindParams", m.FunctionBindParamsRequest, m.FunctionBindParamsResponse, {
          functionId: await functionIdOf("Box.*"),
          serializedParams: m.ClassParameterSet.encode({ parameters: [...parameters] }).finish(),
          // What Python and JavaScript send with no options at all.
          functionOptions: { resources: { gpuConfig: {} } },
        }))();
    }
    const size = { name: "size", type: m.ParameterType.PARAM_TYPE_INT, intValue: 5 };
    const label = { name: "label", type: m.ParameterType.PARAM_TYPE_STRING, stringValue: "x" };

    it("have their methods in the metadata, with what calls them", async () => {
      const { handleMetadata } = await bind([size]);
      const method = handleMetadata?.methodHandleMetadata?.["open"];
      assert.equal(method?.functionName, "Box.open");
      assert.equal(method?.useMethodName, "open");
      assert.equal(method?.isMethod, true);
      assert.deepEqual(method?.supportedInputFormats, [4]);
      assert.equal(handleMetadata?.classParameterInfo?.schema?.length, 2);
    });

    it("bind to the same id in whatever order their parameters come", async () => {
      const ids = await Promise.all([bind([size, label]), bind([label, size]), bind([size])]);
      assert.equal(ids[0]?.boundFunctionId, ids[1]?.boundFunctionId);
      assert.notEqual(ids[0]?.boundFunctionId, ids[2]?.boundFunctionId);
    });

    it("run with their parameters", async () => {
      const { boundFunctionId } = await bind([size]);
      const { functionCallId } = await client.call(
        "FunctionMap",
        m.FunctionMapRequest,
        m.FunctionMapResponse,
        {
          functionId: boundFunctionId,
          functionCallType: 1,
          functionCallInvocationType: 4,
          pipelinedInputs: [inputOf(0, ["a"], "open")],
        },
      );
      assert.equal(valueOf(await poll(functionCallId)), 'open(a) of {"label":"-","size":5}');
    });

    it("refuse a missing parameter, an unknown one, one of another type and a pickle", async () => {
      for (const parameters of [[], [size, { ...label, name: "colour" }], [{ ...label, name: "size" }]]) {
        await assert.rejects(
          bind(parameters),
          (error: unknown) => error instanceof GrpcRefusal && error.code === 3,
        );
      }
      const request = {
        functionId: await functionIdOf("Box.*"),
        serializedParams: Buffer.from("8004950a", "hex"),
      };
      await assert.rejects(
        client.call("FunctionBindParams", m.FunctionBindParamsRequest, m.FunctionBindParamsResponse, request),
        /pickled/,
      );
    });

    it("refuse a method that they do not have before a container sees it", async () => {
      const { boundFunctionId } = await bind([size]);
      const request = {
        functionId: boundFunctionId,
        functionCallType: 1,
        pipelinedInputs: [inputOf(0, [], "shut")],
      };
      await assert.rejects(
        client.call("FunctionMap", m.FunctionMapRequest, m.FunctionMapResponse, request),
        /no method "shut"/,
      );
    });
  });

  it("stats and the autoscaler are told and changed", async () => {
    const functionId = await functionIdOf("square");
    const stats = await client.call(
      "FunctionGetCurrentStats",
      m.FunctionGetCurrentStatsRequest,
      m.FunctionStats,
      { functionId },
    );
    assert.equal(stats.backlog, 0);
    const update = (settings: modal.client.AutoscalerSettings.$Properties) =>
      client.call(
        "FunctionUpdateSchedulingParams",
        m.FunctionUpdateSchedulingParamsRequest,
        m.FunctionUpdateSchedulingParamsResponse,
        { functionId, settings },
      );
    const { currentSettings } = await update({ maxContainers: 3, scaledownWindowMs: 1500 });
    assert.deepEqual(
      { ...currentSettings },
      {
        minContainers: 0,
        maxContainers: 3,
        bufferContainers: 0,
        scaledownWindow: 2,
        scaledownWindowMs: 1500,
      },
    );
    const later = await update({ scaledownWindow: 7 });
    assert.equal(later.currentSettings?.maxContainers, 3);
    assert.equal(later.currentSettings?.scaledownWindowMs, 7000);
    await assert.rejects(update({ scaleupWindow: 5 }), /servers/);
    await assert.rejects(
      update({ minContainers: 9 }),
      (error: unknown) => error instanceof GrpcRefusal && error.code === 3,
    );
  });
});
