import type { Code, PythonCode } from "../../model/definition.ts";
import { containerRoot } from "../../launch/launcher.ts";
import type { ContainerConnection, ContainerImage, ContainerImages } from "../container-images.ts";
import type { PythonEnvironments } from "../python-environments.ts";

/** What runs first in a container; see there. */
const bootstrap = new URL("bootstrap.py", import.meta.url).pathname;

/** As the container sees it. */
const bootstrapTarget = "/__lydian/bootstrap.py";

/** Python functions run in the image that they were deployed with; their files come with their assignment. */
export function pythonImages(
  environments: PythonEnvironments,
  connection: ContainerConnection,
): ContainerImages {
  return {
    keyOf(code) {
      const { imageId, clientVersion, buildsImageId } = pythonOf(code);
      if (buildsImageId !== undefined) return `python that makes ${buildsImageId}`;
      return `python ${imageId} ${clientVersion}`;
    },
    async prepare(code): Promise<ContainerImage> {
      const { imageId, clientVersion, buildsImageId } = pythonOf(code);
      const isBuild = buildsImageId !== undefined;
      const environment = isBuild
        ? await environments.draftOf(buildsImageId, clientVersion)
        : await environments.environmentOf(imageId, clientVersion);
      await connection.ensureSocket();
      return {
        command: [environment.python, `${containerRoot}${bootstrapTarget}`],
        environment: {
          LANG: "C.UTF-8",
          ...environment.environment,
          LYDIAN_ROOT: containerRoot,
          PYTHONPATH: pythonPath(environment.environment["PYTHONPATH"]),
          PYTHONUNBUFFERED: "1",
          // What it makes is kept, and that is no part of it.
          ...(isBuild ? { PYTHONDONTWRITEBYTECODE: "1" } : {}),
        },
        readOnlyPaths: [],
        binds: [...environment.binds, { source: bootstrap, target: bootstrapTarget }],
        directories: environment.directories,
        links: environment.links,
        socketPath: connection.socketPath,
        root: "writable",
        user: isBuild ? "builder" : "own",
        workingDirectory: `${containerRoot}${environment.workingDirectory}`,
        home: `${containerRoot}/root`,
      };
    },
  };
}

/** The function's files, the client, and what the image adds. */
function pythonPath(ofImage: string | undefined): string {
  const own = [`${containerRoot}/root`, `${containerRoot}/pkg`];
  return (ofImage ? [...own, ofImage] : own).join(":");
}

function pythonOf(code: Code): PythonCode {
  if (code.language === "python") return code;
  throw new Error(`A function of ${code.language} is no Python function`);
}
