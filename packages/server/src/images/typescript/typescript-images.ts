import type { Code } from "../../model/definition.ts";
import type { ContainerConnection, ContainerImage, ContainerImages } from "../container-images.ts";
import type { RuntimeImage } from "./runtime-image.ts";

/** All TypeScript functions run in the same image: their code comes with their assignment. */
export function typeScriptImages(runtime: RuntimeImage, connection: ContainerConnection): ContainerImages {
  const image: ContainerImage = {
    command: runtime.command,
    readOnlyPaths: runtime.readOnlyPaths,
    socketPath: connection.socketPath,
    environment: { PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" },
  };
  return {
    keyOf: (_code: Code) => "typescript",
    async prepare() {
      await connection.ensureSocket();
      return image;
    },
  };
}
