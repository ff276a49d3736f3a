import type { ContainerImages } from "../images/container-images.ts";

/** Images for launchers that start no processes: the command is the language. */
export function fakeImages(socketPath = ""): ContainerImages {
  const image = { readOnlyPaths: [], socketPath, environment: {} };
  return {
    keyOf: ({ language }) => language,
    prepare: ({ language }) => Promise.resolve({ ...image, command: [language] }),
  };
}
