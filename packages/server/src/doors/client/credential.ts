import type { Caller } from "../../model/caller.ts";

/** What tells the requests of one credential from those of another. */
export function credentialOf(caller: Caller): string {
  return caller.kind === "client" ? caller.tokenId : caller.containerId;
}
