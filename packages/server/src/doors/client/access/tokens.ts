import { google, modal } from "@lydian/protocol";
import type { Caller } from "../../../model/caller.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { unsignedToken } from "../unsigned-token.ts";

const {
  AuthTokenGetRequest,
  AuthTokenGetResponse,
  ClientHelloResponse,
  TokenInfoGetRequest,
  TokenInfoGetResponse,
  WorkspaceNameLookupResponse,
} = modal.client;
const { Empty } = google.protobuf;

/** Clients refresh it halfway. */
const authTokenMs = 3_600_000;

/** Who one is, and the greetings that clients expect. */
export function tokenMethods(): Methods {
  return {
    AuthTokenGet: unary("everyone", AuthTokenGetRequest, AuthTokenGetResponse, async () => ({
      token: authToken(Date.now() + authTokenMs),
    })),
    ClientHello: unary("everyone", Empty, ClientHelloResponse, async () => ({})),
    TokenInfoGet: unary(
      "clients",
      TokenInfoGetRequest,
      TokenInfoGetResponse,
      async (_request, { caller }) => ({
        tokenId: caller.kind === "client" ? caller.tokenId : "",
        workspaceId: "ac-lydian",
        workspaceName: nameOf(caller),
        userIdentity: { userId: nameOf(caller), username: nameOf(caller) },
      }),
    ),
    WorkspaceNameLookup: unary(
      "clients",
      Empty,
      WorkspaceNameLookupResponse,
      async (_request, { caller }) => ({
        workspaceName: nameOf(caller),
        username: nameOf(caller),
      }),
    ),
  };
}

function nameOf(caller: Caller): string {
  return caller.kind === "client" ? caller.username : "";
}

/**
 * JavaScript and Go clients fetch a token before anything else and send it along with their
 * credentials. Nothing here reads it: they only want to see when it expires.
 */
function authToken(expiresAtMs: number): string {
  return unsignedToken({ exp: Math.floor(expiresAtMs / 1000) });
}
