import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { decodeValue, encodeArguments, modal } from "@lydian/protocol";
import { deploy, TestClient } from "../../client.test.peer.ts";
import { serve } from "../../serving.test.engine.ts";
import type { Serving } from "../../serving.test.engine.ts";

const m = modal.client;
const { GenericStatus } = m.GenericResult;
const generator = { functionType: m.Function.FunctionType.FUNCTION_TYPE_GENERATOR };

describe("generators by the public protocol", () => {
  let serving: Serving;
  let client: TestClient;

  before(async () => {
    serving = await serve({
      count: async (call, to: number) => {
        for (let i = 1; i <= to; i += 1) await call.emit(i);
      },
      countAndFail: async (call, to: number) => {
        for (let i = 1; i <= to; i += 1) await call.emit("x".repeat(100_000));
        throw new RangeError(`no more than ${to}`);
      },
    });
    client = TestClient.of(serving);
    await deploy(client, "app", { count: generator, countAndFail: generator });
  });

  after(async () => {
    client.close();
    await serving.close();
    assert.deepEqual(serving.bugs, []);
  });

  async function open(objectTag: string, to: number): Promise<{ functionCallId: string }> {
    const request = { appName: "app", objectTag };
    const found = await client.call("FunctionGet", m.FunctionGetRequest, m.FunctionGetResponse, request);
    return client.call("FunctionMap", m.FunctionMapRequest, m.FunctionMapResponse, {
      functionId: found.functionId,
      functionCallType: 1,
      functionCallInvocationType: 4,
      pipelinedInputs: [{ idx: 0, input: { args: encodeArguments([to], {}), dataFormat: 4 } }],
    });
  }

  function yieldsOf(request: Parameters<typeof m.FunctionCallGetDataRequest.encode>[0]) {
    return client.stream("FunctionCallGetDataOut", m.FunctionCallGetDataRequest, m.DataChunk, request);
  }

  async function answerOf(functionCallId: string) {
    const request = { functionCallId, timeout: 5, lastEntryId: "0-0" };
    const { FunctionGetOutputsRequest, FunctionGetOutputsResponse } = m;
    const answer = client.call(
      "FunctionGetOutputs",
      FunctionGetOutputsRequest,
      FunctionGetOutputsResponse,
      request,
    );
    return (await answer).outputs[0];
  }

  it("FunctionCallGetDataOut streams yields in order, and again from wherever it is asked to", async () => {
    const { functionCallId } = await open("count", 3);
    const read = async (lastIndex: number, count: number): Promise<unknown[]> => {
      const values: unknown[] = [];
      for await (const chunk of yieldsOf({ functionCallId, lastIndex })) {
        values.push([Number(chunk.index), decodeValue(chunk.data ?? new Uint8Array())]);
        if (values.length === count) break;
      }
      return values;
    };
    assert.deepEqual(await read(0, 3), [
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    assert.deepEqual(await read(2, 1), [[3, 3]]);
    const output = await answerOf(functionCallId);
    assert.equal(output?.dataFormat, m.DataFormat.DATA_FORMAT_GENERATOR_DONE);
    assert.equal(Number(m.GeneratorDone.decode(output?.result?.data ?? new Uint8Array()).itemsTotal), 3);
  });

  it("a generator's failure does not overtake what it yielded before", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { functionCallId } = await open("countAndFail", 40);
      let received = 0;
      const reading = (async () => {
        for await (const chunk of yieldsOf({ functionCallId }))
          if ((received = Number(chunk.index)) === 40) break;
      })();
      const output = await answerOf(functionCallId);
      assert.equal(output?.result?.status, GenericStatus.GENERIC_STATUS_FAILURE);
      assert.equal(received, 40, `in round ${round}`);
      await reading;
    }
  });
});
