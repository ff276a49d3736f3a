import { createHash } from "node:crypto";

/** What the store knows a request by that may come again: short, whatever the client chose. */
export function requestIdOf(objectId: string, request: string): string {
  return createHash("sha256").update(`${objectId}\n${request}`).digest("base64url");
}
