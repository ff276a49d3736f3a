import { google, modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import type { Caller } from "../../../model/caller.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";
import { unsignedToken } from "../unsigned-token.ts";

const {
  AuthTokenGetRequest,
  AuthTokenGetResponse,
  ClientHelloResponse,
  TokenDeleteRequest,
  TokenInfoGetRequest,
  TokenInfoGetResponse,
  WorkspaceNameLookupResponse,
} = modal.client;
const { Empty } = google.protobuf;

/** Clients refresh it halfway. */
const authTokenMs = 3_600_000;

/** Who one is, and the greetings that clients expect. */
export function tokenMethods({ access }: Pick<Engine, "access">): Methods {
  return {
    AuthTokenGet: unary("everyone", AuthTokenGetRequest, AuthTokenGetResponse, async () => ({
      token: authToken(Date.now() + authTokenMs),
    })),
    ClientHello: unary("everyone", Empty, ClientHelloResponse, async () => ({})),
    TokenInfoGet: unary(
      "clients",
      TokenInfoGetRequest,
      TokenInfoGetResponse,
      async (_request, { caller }) => {
        const token = await access.readToken(caller);
        return {
          tokenId: token.tokenId,
          workspaceId: "ac-lydian",
          workspaceName: token.username,
          userIdentity: { userId: token.username, username: token.username },
          createdAt: timestampOf(token.createdAtMs),
          ...(token.expiresAtMs === undefined ? {} : { expiresAt: timestampOf(token.expiresAtMs) }),
        };
      },
    ),
    TokenDelete: unary("clients, creates", TokenDeleteRequest, Empty, async ({ tokenId }, { caller }) => {
      await access.deleteToken(caller, tokenId);
      return {};
    }),
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

function timestampOf(atMs: number): { seconds: number; nanos: number } {
  return { seconds: Math.floor(atMs / 1000), nanos: Math.round(atMs % 1000) * 1_000_000 };
}

/**
 * JavaScript and Go clients fetch a token before anything else and send it along with their
 * credentials. Nothing here reads it: they only want to see when it expires.
 */
function authToken(expiresAtMs: number): string {
  return unsignedToken({ exp: Math.floor(expiresAtMs / 1000) });
}
