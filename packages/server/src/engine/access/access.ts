import { hash, timingSafeEqual } from "node:crypto";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { Randomness, TokenId } from "../../model/ids.ts";
import { type Catalog, put, remove } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { ContainerTable } from "../containers/container-table.ts";
import type { Access } from "../engine.ts";

export interface IssuedToken {
  readonly tokenId: TokenId;
  readonly tokenSecret: string;
}

/** Compared with when there is no such token, so that both cases take the same time. */
const nobody = sha256("nobody");

export function createAccess(catalog: Catalog, containers: ContainerTable, clock: Clock): Access {
  return {
    async authenticateClient(tokenId, tokenSecret) {
      const token = isTokenId(tokenId)
        ? (catalog.peek("token", tokenId) ?? (await catalog.read("token", tokenId)))
        : undefined;
      const isRight = timingSafeEqual(sha256(tokenSecret), token?.secretSha256 ?? nobody);
      if (token === undefined || !isRight || !isTokenId(tokenId)) {
        throw new LydianError("unauthenticated", refusal(tokenId));
      }
      if (token.expiresAtMs !== undefined && token.expiresAtMs <= clock.nowMs())
        throw new LydianError(
          "unauthenticated",
          "The token has expired: get another one with `modal token new`, or from whoever runs this server",
        );
      return { kind: "client", tokenId, username: token.username };
    },
    authenticateContainer(containerId, secret) {
      const container = containers.find(containerId);
      const isRight = timingSafeEqual(
        sha256(secret),
        container === undefined ? nobody : sha256(container.secret),
      );
      if (container === undefined || !isRight)
        throw new LydianError("unauthenticated", "The container is not known to this server");
      return container.caller;
    },
    requireClient,
    async readToken(caller) {
      requireClient(caller, "ask about a token");
      const token = await catalog.read("token", caller.tokenId);
      if (token === undefined) throw unknownToken(caller.tokenId);
      const { username, createdAtMs, expiresAtMs } = token;
      const expiry = expiresAtMs === undefined ? {} : { expiresAtMs };
      return { tokenId: caller.tokenId, username, createdAtMs, ...expiry };
    },
    async deleteToken(caller, tokenId) {
      requireClient(caller, "delete a token");
      const token = await catalog.read("token", tokenId);
      if (token === undefined) throw unknownToken(tokenId);
      if (token.username !== caller.username)
        throw new LydianError(
          "permission-denied",
          `Cannot delete token "${tokenId}": it is of "${token.username}", not of "${caller.username}"`,
        );
      await catalog.write([remove("token", tokenId)]);
    },
  };
}

function unknownToken(tokenId: string): LydianError {
  return new LydianError("not-found", `Token "${tokenId}" does not exist`);
}

/** Rejects with `permission-denied` unless the caller is a client. */
export function requireClient(
  caller: Caller,
  action: string,
): asserts caller is Extract<Caller, { kind: "client" }> {
  if (caller.kind === "client") return;
  if (caller.kind === "stranger")
    throw new LydianError("unauthenticated", `Cannot ${action} without a token`);
  throw new LydianError("permission-denied", `A container may not ${action}: use a client with a token`);
}

/** Who did something, for people to read. */
export function nameOf(caller: Caller): string {
  switch (caller.kind) {
    case "client":
      return caller.username;
    case "container":
      return caller.containerId;
    case "stranger":
      return "a stranger";
  }
}

/** A new token. Its secret is told once, here, and kept only as a digest. */
export async function issueToken(
  catalog: Catalog,
  clock: Clock,
  randomness: Randomness,
  username: string,
  lifetimeMs?: number,
): Promise<IssuedToken> {
  const tokenId = randomness.id("ak");
  const tokenSecret = `as-${randomness.secret()}`;
  const createdAtMs = clock.nowMs();
  const expiry = lifetimeMs === undefined ? {} : { expiresAtMs: createdAtMs + lifetimeMs };
  await catalog.write([
    put("token", tokenId, { secretSha256: sha256(tokenSecret), username, createdAtMs, ...expiry }, true),
  ]);
  return { tokenId, tokenSecret };
}

function refusal(tokenId: string): string {
  if (tokenId === "")
    return "No token was given: set MODAL_TOKEN_ID and MODAL_TOKEN_SECRET, or run `lydian token set`";
  return "The token is not valid on this server: check MODAL_TOKEN_ID and MODAL_TOKEN_SECRET, or the active profile";
}

function isTokenId(text: string): text is TokenId {
  return text.startsWith("ak-");
}

/** Token secrets are random and long: one round is as good as many. */
function sha256(text: string): Uint8Array {
  return hash("sha256", text, "buffer");
}
