import { createHash, timingSafeEqual } from "node:crypto";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { Randomness, TokenId } from "../../model/ids.ts";
import { type Catalog, put } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { ContainerTable } from "../containers/container-table.ts";
import type { Access } from "../engine.ts";

export interface IssuedToken {
  readonly tokenId: TokenId;
  readonly tokenSecret: string;
}

/** Compared with when there is no such token, so that both cases take the same time. */
const nobody = createHash("sha256").update("nobody").digest();

export function createAccess(catalog: Catalog, containers: ContainerTable): Access {
  return {
    async authenticateClient(tokenId, tokenSecret) {
      const token = isTokenId(tokenId)
        ? (catalog.peek("token", tokenId) ?? (await catalog.read("token", tokenId)))
        : undefined;
      const isRight = timingSafeEqual(sha256(tokenSecret), token?.secretSha256 ?? nobody);
      if (token === undefined || !isRight || !isTokenId(tokenId)) {
        throw new LydianError("unauthenticated", refusal(tokenId));
      }
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
  };
}

/** Rejects with `permission-denied` unless the caller is a client. */
export function requireClient(caller: Caller, action: string): void {
  if (caller.kind === "client") return;
  throw new LydianError("permission-denied", `A container may not ${action}: use a client with a token`);
}

/** Who did something, for people to read. */
export function nameOf(caller: Caller): string {
  return caller.kind === "client" ? caller.username : caller.containerId;
}

/** A new token. Its secret is told once, here, and kept only as a digest. */
export async function issueToken(
  catalog: Catalog,
  clock: Clock,
  randomness: Randomness,
  username: string,
): Promise<IssuedToken> {
  const tokenId = randomness.id("ak");
  const tokenSecret = `as-${randomness.secret()}`;
  await catalog.write([
    put("token", tokenId, { secretSha256: sha256(tokenSecret), username, createdAtMs: clock.nowMs() }, true),
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
  return createHash("sha256").update(text).digest();
}
