import { LydianError } from "../../model/error.ts";
import { tagsMax } from "../limits.ts";

/** As long as what DNS calls a label. */
const tagLengthMax = 63;

/** @throws `invalid-argument` */
export function checkTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(tags);
  if (entries.length > tagsMax)
    throw new LydianError(
      "invalid-argument",
      `Cannot label an app: ${entries.length} tags, the limit is ${tagsMax}`,
    );
  const wrong = entries.find(
    ([key, value]) => key === "" || key.length > tagLengthMax || value.length > tagLengthMax,
  );
  if (wrong !== undefined)
    throw new LydianError(
      "invalid-argument",
      `Cannot label an app "${wrong[0]}": names and values of tags have at most ${tagLengthMax} characters, names at least one`,
    );
  return tags;
}
