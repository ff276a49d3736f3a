/** What images are kept for. */
import type { ImageId } from "../../model/ids.ts";
import type { Catalog } from "../catalog/catalog.ts";

/** Images that functions run in, with all that those are made of. */
export async function imagesInUse(catalog: Catalog, since: number): Promise<ReadonlySet<ImageId>> {
  const images = new Map((await catalog.listAll("image")).map(({ value }) => [value.imageId, value]));
  const inUse = new Set<ImageId>();
  const use = (imageId: ImageId | undefined): void => {
    for (let id = imageId; id !== undefined && !inUse.has(id);) {
      inUse.add(id);
      const base = images.get(id)?.recipe.base;
      id = base?.kind === "image" ? base.imageId : undefined;
    }
  };
  for (const { value } of await catalog.listAll("definition")) {
    const { code } = value.definition;
    if (code.language === "python") use(code.imageId);
  }
  for (const { imageId, usedAtMs } of images.values()) if (usedAtMs >= since) use(imageId);
  return inUse;
}

/** Who needs the image, in words; nothing if nobody does. */
export async function userOf(catalog: Catalog, imageId: ImageId): Promise<string | undefined> {
  for (const { value } of await catalog.listAll("definition")) {
    const { code, tag } = value.definition;
    if (code.language === "python" && code.imageId === imageId) return `function "${tag}"`;
  }
  for (const { value } of await catalog.listAll("image")) {
    const { base } = value.recipe;
    if (base.kind === "image" && base.imageId === imageId) return `image "${value.imageId}"`;
  }
  return undefined;
}
