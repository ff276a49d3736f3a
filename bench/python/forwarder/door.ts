/** The least that the official client and the official entrypoint ask of a server, over the real gRPC door. */
import { setTimeout as wait } from "node:timers/promises";
import {
  google,
  inputId,
  mapInputsInFlightMax,
  messageBytesMax,
  modal,
  parseInputId,
} from "@lydian/protocol";
import { GrpcDoor, LydianError } from "@lydian/server/internal";
import { describeFunction, idOf } from "./functions.ts";
import type { Relay } from "./relay.ts";

const {
  ContainerHeartbeatRequest,
  ContainerHeartbeatResponse,
  FunctionCallInvocationType,
  FunctionGetInputsRequest,
  FunctionGetInputsResponse,
  FunctionGetOutputsRequest,
  FunctionGetOutputsResponse,
  FunctionGetRequest,
  FunctionGetResponse,
  FunctionMapRequest,
  FunctionMapResponse,
  FunctionPutInputsRequest,
  FunctionPutInputsResponse,
  FunctionPutOutputsRequest,
} = modal.client;
const { Empty } = google.protobuf;

const service = "modal.client.ModalClient";

/** As long as the real server holds one. */
const beatMs = 12_500;

type PutItems = readonly modal.client.FunctionPutInputsItem.$Properties[];
type AcceptedItems = modal.client.FunctionPutInputsResponseItem.$Properties[];

export function openDoor(relay: Relay): GrpcDoor<undefined> {
  const door = new GrpcDoor<undefined>({
    open: async () => undefined,
    messageBytesMax,
    retryDetails: () => new Uint8Array(0),
    refusalOfUnlisted: (path) => new LydianError("unimplemented", `The forwarder has no ${path}`),
    reportBug: (where, error) => console.error(where, error),
  });
  serveCallers(door, relay);
  serveContainers(door, relay);
  return door;
}

function serve<Request, Response>(
  door: GrpcDoor<undefined>,
  name: string,
  codec: {
    readonly request: { decode(bytes: Uint8Array): Request };
    readonly response: { encode(message: Response): { finish(): Uint8Array } };
  },
  answer: (request: Request) => Promise<Response>,
): void {
  door.unary(`/${service}/${name}`, async (bytes) =>
    codec.response.encode(await answer(codec.request.decode(bytes))).finish(),
  );
}

function accept(relay: Relay, functionId: string, functionCallId: string, items: PutItems): AcceptedItems {
  return items.map((item) => {
    const idx = item.idx ?? 0;
    const id = inputId(functionCallId, idx);
    relay.put(functionId, {
      inputId: id,
      functionCallId,
      functionCallInvocationType: FunctionCallInvocationType.FUNCTION_CALL_INVOCATION_TYPE_SYNC,
      retryCount: 1,
      input: item.input ?? {},
    });
    return { idx, inputId: id, inputJwt: id };
  });
}

function serveCallers(door: GrpcDoor<undefined>, relay: Relay): void {
  const get = { request: FunctionGetRequest, response: FunctionGetResponse };
  serve(door, "FunctionGet", get, async ({ appName, objectTag }) => {
    const { metadata, data } = describeFunction(appName, objectTag);
    return { functionId: idOf(objectTag), handleMetadata: metadata, function: data };
  });
  const map = { request: FunctionMapRequest, response: FunctionMapResponse };
  serve(door, "FunctionMap", map, async ({ functionId, pipelinedInputs }) => {
    const functionCallId = relay.open();
    return {
      functionCallId,
      functionCallJwt: functionCallId,
      pipelinedInputs: accept(relay, functionId, functionCallId, pipelinedInputs),
      maxInputsOutstanding: mapInputsInFlightMax,
    };
  });
  const put = { request: FunctionPutInputsRequest, response: FunctionPutInputsResponse };
  serve(door, "FunctionPutInputs", put, async ({ functionId, functionCallId, inputs }) => ({
    inputs: accept(relay, functionId, functionCallId, inputs),
  }));
  const outputsOf = { request: FunctionGetOutputsRequest, response: FunctionGetOutputsResponse };
  serve(door, "FunctionGetOutputs", outputsOf, async (request) => {
    const after = Number(request.lastEntryId.split("-")[0]);
    // The last word of a map asks for nothing.
    const isOver = request.timeout === 0;
    const outputs = isOver ? [] : await relay.outputs(request.functionCallId, after);
    if (request.clearOnSuccess) relay.close(request.functionCallId);
    return { outputs, lastEntryId: `${after + outputs.length}-0` };
  });
}

function serveContainers(door: GrpcDoor<undefined>, relay: Relay): void {
  serve(door, "ContainerHello", { request: Empty, response: Empty }, async () => ({}));
  const beat = { request: ContainerHeartbeatRequest, response: ContainerHeartbeatResponse };
  serve(door, "ContainerHeartbeat", beat, async () => {
    await wait(beatMs);
    return {};
  });
  const take = { request: FunctionGetInputsRequest, response: FunctionGetInputsResponse };
  serve(door, "FunctionGetInputs", take, async ({ functionId }) => ({
    inputs: [await relay.take(functionId)],
  }));
  const finish = { request: FunctionPutOutputsRequest, response: Empty };
  serve(door, "FunctionPutOutputs", finish, async ({ outputs }) => {
    for (const { inputId: id, result, dataFormat, inputStartedAt, outputCreatedAt } of outputs) {
      const input = parseInputId(id ?? "");
      if (input === undefined || !result) continue;
      relay.finish(input.callId, {
        idx: input.index,
        inputId: id ?? "",
        result,
        dataFormat: dataFormat ?? 0,
        inputStartedAt: inputStartedAt ?? 0,
        outputCreatedAt: outputCreatedAt ?? 0,
      });
    }
    return {};
  });
}
