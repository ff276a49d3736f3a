import type { Code } from "../model/definition.ts";
import type { ContainerImages } from "./container-images.ts";

/** Each language's code in images of its own. */
export function imagesByLanguage(
  images: Readonly<Record<Code["language"], ContainerImages>>,
): ContainerImages {
  return {
    keyOf: (code) => images[code.language].keyOf(code),
    prepare: (code) => images[code.language].prepare(code),
  };
}
