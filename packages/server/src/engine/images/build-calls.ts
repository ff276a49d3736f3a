/** Calls functions that make images: once, in a container of the image that is being made. */
import type { CalledFunction, RunningBuild } from "../../images/image-builder.ts";
import type { Output } from "../../model/call.ts";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { CallId, FunctionId, ImageId } from "../../model/ids.ts";
import type { Payload } from "../../model/payload.ts";
import type { Cancel } from "../calls/cancel.ts";
import { cancelledResult } from "../calls/complete.ts";
import type { Outputs } from "../calls/outputs.ts";
import type { Submit } from "../calls/submit.ts";
import { type Catalog, put } from "../catalog/catalog.ts";
import type { LookUp } from "../catalog/look-up.ts";
import type { Clock } from "../clock.ts";
import type { Pools } from "../containers/pool.ts";
import { stopContainer } from "../containers/stop-container.ts";
import { buildMsMax } from "../limits.ts";
import type { Mounts } from "../mounts/mount-verbs.ts";

export type CallBuildFunction = (
  request: {
    readonly functionId: FunctionId | undefined;
    readonly imageId: ImageId;
    readonly argument: Payload;
  },
  build: RunningBuild,
) => Promise<CalledFunction>;

export interface BuildCallParts {
  readonly catalog: Catalog;
  readonly mounts: Pick<Mounts, "filesOf">;
  readonly lookUp: LookUp;
  readonly submit: Submit;
  readonly outputs: Outputs;
  readonly cancel: Cancel;
  readonly pools: Pools;
  readonly clock: Clock;
}

/** Exit hooks are part of the function. */
const leaveMsMax = 30_000;

/** Nobody's token: a client asked for the image, and the image asks for this. */
const builder: Caller = { kind: "client", tokenId: "ak-build", username: "build" };

export function buildCalls(parts: BuildCallParts): CallBuildFunction {
  return async ({ functionId, imageId, argument }, { signal }) => {
    if (functionId === undefined)
      throw new LydianError(
        "failed-precondition",
        `Cannot make image "${imageId}": its function is gone: deploy again`,
      );
    await prepare(parts, functionId, imageId);
    const request = {
      functionId,
      type: "unary",
      invocation: "attached",
      inputs: [{ index: 0, payload: argument }],
    } as const;
    const { callId } = await parts.submit.open(builder, request);
    try {
      const output = await answerOf(parts, callId, signal);
      const failure = failureOf(output);
      return { placed: await placedBy(parts, functionId), ...(failure === undefined ? {} : { failure }) };
    } finally {
      await leave(parts, functionId);
    }
  };
}

/** From now on it runs in the image that it makes. */
async function prepare(
  { catalog, lookUp }: BuildCallParts,
  functionId: FunctionId,
  imageId: ImageId,
): Promise<void> {
  const record = await catalog.read("function", functionId);
  if (record?.build === undefined)
    throw new LydianError("not-found", `Function "${functionId}" is gone: deploy again`);
  await catalog.write([put("function", functionId, { ...record, build: { ...record.build, imageId } })]);
  lookUp.forget();
}

async function answerOf(
  { outputs, cancel }: BuildCallParts,
  callId: CallId,
  signal: AbortSignal,
): Promise<Output | undefined> {
  const page = await outputs.await(callId, { after: 0, limit: 1, timeoutMs: buildMsMax, signal });
  const [output] = page.outputs;
  if (output === undefined)
    await cancel.cancel({ callId }, cancelledResult("call"), { terminateContainers: true });
  return output;
}

function failureOf(output: Output | undefined): string | undefined {
  if (output === undefined) return "it was ended before it was done";
  const { status, exception, traceback } = output.result;
  return status === "success" ? undefined : (traceback ?? exception ?? status);
}

async function placedBy(
  { lookUp, mounts }: BuildCallParts,
  functionId: FunctionId,
): Promise<readonly string[]> {
  const { code } = (await lookUp.resolve(functionId)).definition;
  if (code.language !== "python") return [];
  return (await mounts.filesOf(code.mountIds)).map(({ path }) => path);
}

/** What it made is there once its exit hooks have run and all of it is gone. */
async function leave({ pools, clock }: BuildCallParts, functionId: FunctionId): Promise<void> {
  const containers = [...(pools.find(functionId)?.containers ?? [])];
  for (const container of containers)
    stopContainer(container, { graceMs: leaveMsMax, isAbrupt: false }, clock);
  await Promise.all(containers.map(({ gone }) => gone.promise));
}
