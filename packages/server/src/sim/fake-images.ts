import type { ContainerImages } from "../images/container-images.ts";

/** Images for launchers that start no processes: all code is alike. */
export function fakeImages(socketPath = ""): ContainerImages {
  const image = { command: ["none"], readOnlyPaths: [], socketPath, environment: {} };
  return { keyOf: ({ language }) => language, prepare: () => Promise.resolve(image) };
}
