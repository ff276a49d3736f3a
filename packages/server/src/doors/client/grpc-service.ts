/** Serves the client door over gRPC: who calls, by the metadata of each call. */
import type { IncomingHttpHeaders } from "node:http2";
import { messageBytesMax } from "@lydian/protocol";
import type { Engine } from "../../engine/engine.ts";
import type { Caller } from "../../model/caller.ts";
import type { ContainerId } from "../../model/ids.ts";
import type { GrpcCall } from "../grpc/grpc-call.ts";
import { GrpcDoor } from "../grpc/grpc-door.ts";
import type { ClientDoor } from "./client-door.ts";
import type { RequestContext } from "./method.ts";
import { retryDetailsOf } from "./retry-details.ts";

const service = "modal.client.ModalClient";

export interface GrpcServiceOptions {
  readonly access: Engine["access"];
  /** Where a container finds the server's blobs: it calls over a socket, which is no address. */
  readonly containerOrigin: (containerId: ContainerId) => string;
  readonly reportBug: (where: string, error: unknown) => void;
}

/** A gRPC server whose methods need a token, or a container's own secret, but for those that lead to one. */
export function createGrpcService(door: ClientDoor, options: GrpcServiceOptions): GrpcDoor<RequestContext> {
  const grpc = new GrpcDoor<RequestContext>({
    open: (call) => open(call, door, options),
    refusalOfUnlisted: (path) => door.refusalOfUnserved(path.split("/").at(-1) ?? path),
    messageBytesMax,
    retryDetails: retryDetailsOf,
    reportBug: options.reportBug,
  });
  for (const [name, handle] of door.unary) grpc.unary(`/${service}/${name}`, handle);
  for (const [name, handle] of door.streams) grpc.stream(`/${service}/${name}`, handle);
  return grpc;
}

async function open(
  call: GrpcCall,
  door: ClientDoor,
  { access, containerOrigin }: GrpcServiceOptions,
): Promise<RequestContext> {
  const { headers } = call;
  const isForStrangers = door.forStrangers.has(call.path.slice(`/${service}/`.length));
  const caller: Caller = isForStrangers ? { kind: "stranger" } : await authenticate(headers, access);
  const traceparent = textOf(headers, "traceparent");
  const idempotencyKey = textOf(headers, "x-idempotency-key");
  return {
    caller,
    signal: call.signal,
    connection: call.connection,
    ...(idempotencyKey === "" ? {} : { idempotencyKey }),
    ...(traceparent === "" ? {} : { traceparent }),
    isRepeat: Number(textOf(headers, "x-retry-attempt")) > 0,
    origin: caller.kind === "container" ? containerOrigin(caller.containerId) : call.origin,
    clientVersion: textOf(headers, "x-modal-libmodal-version") || textOf(headers, "x-modal-client-version"),
  };
}

/** Who presents these headers. Rejects with `unauthenticated`. */
export async function authenticate(headers: IncomingHttpHeaders, access: Engine["access"]): Promise<Caller> {
  const containerId = textOf(headers, "x-lydian-container-id");
  if (containerId !== "") {
    return access.authenticateContainer(containerId, textOf(headers, "x-lydian-container-secret"));
  }
  return access.authenticateClient(
    textOf(headers, "x-modal-token-id"),
    textOf(headers, "x-modal-token-secret"),
  );
}

/**
 * A header's value, or the first of several, or `""`. The Go client sends its headers twice with its
 * first request, and what comes twice under a name that Node does not know, it joins with commas,
 * which no value of ours has.
 */
function textOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first?.split(", ", 1)[0] ?? "";
}
