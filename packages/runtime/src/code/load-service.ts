import { decodeValue } from "@lydian/protocol";
import type { ServerItem } from "@lydian/protocol";
import { runtimeSeamKey } from "lydian/internal";
import type { RuntimeSeam } from "lydian/internal";
import { findDefinition } from "./find-definition.ts";
import { bundleFolder, loadBundle } from "./load-bundle.ts";
import { currentInput } from "../input/running-input.ts";
import { serveDefinition } from "./serve-definition.ts";
import type { ServerConnection } from "../connection/server-connection.ts";
import type { Service } from "./target.ts";

type Assign = NonNullable<ServerItem["assign"]>;

export interface LoadOptions {
  /** The process's own, which gets the variables of the function. */
  readonly environment: NodeJS.ProcessEnv;
  readonly socketPath: string;
  readonly scratch: string;
}

/**
 * Loads the user's code and finds in it what this container is to serve; nothing of that is
 * constructed or entered yet. Rejects as the user's code does, or with a `LoadError`.
 */
export async function loadService(
  assign: Assign,
  connection: ServerConnection,
  options: LoadOptions,
): Promise<Service> {
  Object.assign(options.environment, assign.environment);
  installSeam(assign, connection, options.socketPath);
  const module = await loadBundle(
    bundleFolder(options.scratch),
    assign.bundle ?? new Uint8Array(),
    assign.sourceMap ?? new Uint8Array(),
  );
  const definition = findDefinition(module, assign.appName ?? "", assign.tag ?? "");
  return serveDefinition(definition, readParameters(assign.parameters));
}

function installSeam(assign: Assign, connection: ServerConnection, socketPath: string): void {
  const seam: RuntimeSeam = {
    appId: assign.appId ?? "",
    environmentName: assign.environmentName ?? "",
    functionIds: new Map(Object.entries(assign.functionIds ?? {})),
    currentInputId: () => currentInput()?.id,
    currentInput,
    link: connection,
    socketPath,
  };
  Object.defineProperty(globalThis, runtimeSeamKey, { value: seam });
}

function readParameters(bytes: Uint8Array | null | undefined): Readonly<Record<string, unknown>> {
  if (bytes === null || bytes === undefined || bytes.length === 0) return {};
  return decodeValue(bytes) as Readonly<Record<string, unknown>>; // a map by name, as the protocol says
}
