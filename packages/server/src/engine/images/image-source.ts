/** What a request for an image refers to, looked up: images that it is made of, files that it may copy. */
import type { Blobs } from "../../blobs/blobs.ts";
import { LydianError } from "../../model/error.ts";
import type { ImageId, MountId } from "../../model/ids.ts";
import type { Image } from "../../model/image.ts";
import { absolutePath } from "../../model/image/absolute-path.ts";
import type { ImageSource } from "../../model/image/recipe.ts";
import type { MountedFile } from "../../model/mount.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { mountedFileBytesMax } from "../limits.ts";
import type { Mounts } from "../mounts/mount-verbs.ts";
import type { ImageRequest } from "./image-verbs.ts";

/** Where a request says nothing of a file's permissions. */
const defaultMode = 0o644;

export interface SourceParts {
  readonly catalog: Catalog;
  readonly blobs: Blobs;
  readonly mounts: Pick<Mounts, "read">;
}

export async function imageSource(
  parts: SourceParts,
  request: ImageRequest,
): Promise<{ readonly source: ImageSource; readonly bases: ReadonlyMap<ImageId, Image> }> {
  const bases = new Map<string, ImageId>();
  const images = new Map<ImageId, Image>();
  for (const [name, imageId] of Object.entries(request.bases)) {
    const image = await readImage(parts.catalog, imageId);
    bases.set(name, image.imageId);
    images.set(image.imageId, image);
  }
  const context = await contextOf(parts, request);
  const source: ImageSource = {
    lines: request.lines,
    bases,
    surroundingsOf: (imageId) => recipeOf(images, imageId).surroundings,
    context: context.files,
    buildArguments: request.buildArguments,
    hasGpu: request.hasGpu,
    ...(context.addedPython === undefined ? {} : { addedPython: context.addedPython }),
  };
  return { source, bases: images };
}

/** Rejects with `not-found`. */
export async function readImage(catalog: Catalog, imageId: string): Promise<Image> {
  const image = await catalog.read("image", imageId);
  if (image !== undefined) return image;
  throw new LydianError(
    "not-found",
    `Image "${imageId}" does not exist, or was not used for long: build it again`,
  );
}

function recipeOf(images: ReadonlyMap<ImageId, Image>, imageId: ImageId): Image["recipe"] {
  const image = images.get(imageId);
  if (image === undefined) throw new Error(`Image ${imageId} was not looked up`);
  return image.recipe;
}

interface Context {
  readonly files: readonly MountedFile[];
  readonly addedPython?: string;
}

async function contextOf({ blobs, mounts }: SourceParts, request: ImageRequest): Promise<Context> {
  const byPath = new Map<string, MountedFile>();
  const mount =
    request.contextMountId === undefined ? undefined : await mounts.read(request.contextMountId as MountId); // looked up by it; another kind of id is not there
  if (mount?.kind === "files") for (const file of mount.files) byPath.set(file.path, file);
  for (const { path, data } of request.contextFiles) {
    const { sha256, size } = await blobs.write(data, { bytesMax: mountedFileBytesMax });
    const placed = absolutePath(path);
    byPath.set(placed, { path: placed, sha256, mode: defaultMode, size });
  }
  const files = [...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return mount?.kind === "python" ? { files, addedPython: mount.pythonVersion } : { files };
}
