import { createHash } from "node:crypto";
import { google, modal } from "@lydian/protocol";
import type { BuildFunction, BuildOutput, Engine, ImageOutcome, ImageRequest } from "../../engine/engine.ts";
import { LydianError } from "../../model/error.ts";
import type { Image } from "../../model/image.ts";
import { argumentOf } from "./calls/result-messages.ts";
import { entryIdOf, parseEntryId } from "./entry-id.ts";
import { streaming, unary } from "./method.ts";
import type { Methods } from "./method.ts";

const {
  FileDescriptor,
  GenericResult: { GenericStatus },
  ImageDeleteRequest,
  ImageFromIdRequest,
  ImageFromIdResponse,
  ImageGetByTagRequest,
  ImageGetByTagResponse,
  ImageGetOrCreateRequest,
  ImageGetOrCreateResponse,
  ImageJoinStreamingRequest,
  ImageJoinStreamingResponse,
  ImagePublishRequest,
  ImagePublishResponse,
} = modal.client;
const { Empty } = google.protobuf;

/** Clients ask for 55 s; more than a few minutes nobody needs, since they open the stream again. */
const streamMsMax = 300_000;

/** One that names no time, or hardly any, would ask again at once. */
const streamMsMin = 1_000;

/** Images that Python functions run in. */
export function imageMethods({ images }: Pick<Engine, "images">): Methods {
  return {
    ImageGetOrCreate: unary(
      "clients, creates",
      ImageGetOrCreateRequest,
      ImageGetOrCreateResponse,
      async (request, { caller, clientVersion }) => {
        const { image, outcome } = await images.getOrCreate(caller, requestOf(request, clientVersion));
        if (outcome === undefined) return { imageId: image.imageId };
        return { imageId: image.imageId, result: resultOf(outcome), metadata: metadataOf(image) };
      },
    ),
    ImageJoinStreaming: streaming(
      "clients",
      ImageJoinStreamingRequest,
      ImageJoinStreamingResponse,
      async ({ imageId, timeout, lastEntryId }, { signal }, write) => {
        const metadata = metadataOf(await images.read(imageId));
        const asked = Math.min(Math.max(timeout * 1000, streamMsMin), streamMsMax);
        const endMs = performance.now() + asked;
        let after = parseEntryId(lastEntryId);
        while (!signal.aborted) {
          const timeoutMs = Math.max(endMs - performance.now(), 0);
          const { output, outcome } = await images.follow(imageId, { after, timeoutMs, signal });
          after = output.at(-1)?.sequence ?? after;
          if (output.length > 0) await write({ taskLogs: output.map(logOf), entryId: entryIdOf(after) });
          if (outcome !== undefined) return await write({ result: resultOf(outcome), metadata, eof: true });
          if (performance.now() >= endMs) return;
        }
      },
    ),
    ImageFromId: unary("everyone", ImageFromIdRequest, ImageFromIdResponse, async ({ imageId }) => {
      const image = await images.read(imageId);
      return { imageId: image.imageId, metadata: metadataOf(image) };
    }),
    ImageDelete: unary("clients", ImageDeleteRequest, Empty, async ({ imageId }, { caller }) => {
      await images.delete(caller, imageId);
      return {};
    }),
    ImageGetByTag: unary("everyone", ImageGetByTagRequest, ImageGetByTagResponse, ({ tag }) =>
      Promise.reject(namesRefused(tag)),
    ),
    ImagePublish: unary("clients", ImagePublishRequest, ImagePublishResponse, ({ tag }) =>
      Promise.reject(namesRefused(tag)),
    ),
  };
}

function requestOf(
  request: ReturnType<typeof ImageGetOrCreateRequest.decode>,
  clientVersion: string,
): ImageRequest {
  const { image } = request;
  if (!image) throw new LydianError("invalid-argument", "Cannot build an image: the request has none");
  if ((image.volumeMounts?.length ?? 0) > 0)
    throw new LydianError(
      "unimplemented",
      "Cannot build an image with volumes: this version of Lydian has none",
    );
  const rebuild = request.forceBuild ? "replace" : request.ignoreCache ? "aside" : undefined;
  const { gpuConfig, contextMountId } = image;
  return {
    lines: linesOf(image),
    ...(image.buildFunction ? { function: functionOf(image.buildFunction, request.buildFunctionId) } : {}),
    bases: Object.fromEntries(
      (image.baseImages ?? []).map((base) => [base.dockerTag ?? "", base.imageId ?? ""]),
    ),
    contextFiles: (image.contextFiles ?? []).map(({ filename, data }) => ({
      path: filename ?? "",
      data: data ?? new Uint8Array(),
    })),
    ...(contextMountId ? { contextMountId } : {}),
    secretIds: image.secretIds ?? [],
    buildArguments: image.buildArgs ?? {},
    hasGpu: Boolean(gpuConfig?.gpuType) || (gpuConfig?.count ?? 0) > 0,
    builderVersion: request.builderVersion,
    // Clients for other languages name a version of their own, of which Python knows nothing.
    ...(/^\d+(\.\w+)+$/.test(clientVersion) ? { clientVersion } : {}),
    ...(rebuild === undefined ? {} : { rebuild }),
  };
}

/** A function is called in its base image, which it names without a line. */
function linesOf({ dockerfileCommands = [], baseImages }: modal.client.Image.$Properties): readonly string[] {
  const [base] = baseImages ?? [];
  const lines = dockerfileCommands ?? [];
  return lines.length === 0 && base !== undefined ? [`FROM ${base.dockerTag}`] : lines;
}

function functionOf(
  { definition, globals, input }: modal.client.BuildFunction.$Properties,
  functionId: string,
): BuildFunction {
  const digest = createHash("sha256")
    .update(`${definition?.length ?? 0}\0${definition ?? ""}`)
    .update(globals ?? new Uint8Array())
    .digest("hex");
  return { functionId, digest, argument: argumentOf(input ?? {}) };
}

function metadataOf(image: Image): modal.client.ImageMetadata.$Properties {
  return {
    pythonVersionInfo: `Python ${image.pythonVersion}`,
    workdir: image.recipe.surroundings.workingDirectory,
    imageBuilderVersion: image.builderVersion,
  };
}

function resultOf(outcome: ImageOutcome): modal.client.GenericResult.$Properties {
  switch (outcome.kind) {
    case "built":
      return { status: GenericStatus.GENERIC_STATUS_SUCCESS };
    case "failed":
      return { status: GenericStatus.GENERIC_STATUS_FAILURE, exception: outcome.reason };
    case "timed-out":
      return { status: GenericStatus.GENERIC_STATUS_TIMEOUT, exception: outcome.reason };
  }
}

function logOf({ text, atMs }: BuildOutput): modal.client.TaskLogs.$Properties {
  return {
    data: text,
    timestamp: atMs / 1000,
    timestampNs: Math.round(atMs * 1000) * 1000,
    fileDescriptor: FileDescriptor.FILE_DESCRIPTOR_STDOUT,
  };
}

function namesRefused(tag: string): LydianError {
  return new LydianError(
    "unimplemented",
    `Cannot name an image "${tag}": this version of Lydian knows images by their content alone; define it in the app that uses it`,
  );
}
