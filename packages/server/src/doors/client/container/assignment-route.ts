/**
 * Where an empty Python container waits for its function: a plain request over the server's socket,
 * which `images/python/bootstrap.py` makes with nothing but the standard library.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Engine } from "../../../engine/engine.ts";
import type { PythonAssignment } from "../../../engine/containers/container-verbs.ts";
import { LydianError } from "../../../model/error.ts";
import { authenticate } from "../grpc-service.ts";
import { containerArgumentsOf } from "./container-arguments.ts";
import { forwardedPort, type OfficialContainers } from "./official-containers.ts";

export const assignmentPath = "/containers/assignment";

/** Answers a container's request for its assignment, however long that takes. */
export function createAssignmentRoute(
  containers: OfficialContainers,
  access: Engine["access"],
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const caller = await authenticate(request.headers, access);
    if (caller.kind !== "container")
      throw new LydianError("permission-denied", "Only a container may ask for its assignment");
    const container = containers.attach(caller.containerId);
    const leaving = new AbortController();
    response.on("close", () => leaving.abort());
    try {
      const assignment = await container.session.assignment(leaving.signal);
      if (assignment.language !== "python")
        throw new Error("A Python container got a function of TypeScript");
      container.assignment = assignment;
      await send(assignment, containerArgumentsOf(assignment, containers.origin()), response);
    } catch (error) {
      // Nobody else will ever ask for it.
      container.session.detach();
      // It died while it was told, which is for those who watch over its process.
      if (leaving.signal.aborted) return;
      throw error;
    }
    containers.heard(container);
  };
}

/**
 * The length of a JSON head in a line, the head, and behind it what the head counts: the arguments of
 * the entrypoint and the content of each file, one after the other.
 */
async function send(
  assignment: PythonAssignment,
  containerArguments: Uint8Array,
  response: ServerResponse,
): Promise<void> {
  const head = Buffer.from(
    JSON.stringify({
      environment: assignment.environment,
      argumentBytes: containerArguments.length,
      // Sends nothing but bytes: who asks for blobs there needs their signed paths, as everywhere.
      ...(assignment.function.settings.blockNetwork ? { forwardedPort } : {}),
      files: assignment.files.map(({ path, mode, size }) => ({ path, mode, bytes: size })),
    }),
  );
  response.writeHead(200, { "content-type": "application/octet-stream", connection: "close" });
  await pipeline(async function* parts() {
    yield Buffer.concat([Buffer.from(`${head.length}\n`), head, containerArguments]);
    for (const { read } of assignment.files) yield* read();
  }, response);
}
