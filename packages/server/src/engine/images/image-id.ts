import { createHash, createHmac } from "node:crypto";
import type { ImageId } from "../../model/ids.ts";
import type { ImageRecipe } from "../../model/image.ts";
import { encodeDocument } from "../catalog/documents.ts";

const idCharacters = 22;

/** Changes when the same recipe comes to mean other files. */
const format = 1;

/**
 * The id of an image by its content: what it is made of, not who made it when. Secrets count by what they
 * hold, sealed with the server's key, since ids are told to clients and a short secret could be guessed
 * from them. A `mark` makes another id of the same content.
 */
export function imageIdOf(
  content: {
    readonly recipe: ImageRecipe;
    readonly secrets: Readonly<Record<string, string>>;
    readonly builderVersion: string;
  },
  masterKey: Uint8Array,
  mark = "",
): ImageId {
  const { recipe, secrets, builderVersion } = content;
  const { base, steps, surroundings } = recipe;
  const names = Object.keys(secrets).toSorted();
  const sealed = createHmac("sha256", masterKey)
    .update(encodeDocument(names.map((name) => [name, secrets[name]])))
    .digest("hex");
  const whole = [format, base, steps, surroundings, names.length === 0 ? "" : sealed, builderVersion, mark];
  const digest = createHash("sha256").update(encodeDocument(whole)).digest("hex");
  return `im-${digest.slice(0, idCharacters)}`;
}
