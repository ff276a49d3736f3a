import type { Caller } from "../../model/caller.ts";

/** What tells the requests of one credential from those of another. */
export function credentialOf(caller: Caller): string {
  switch (caller.kind) {
    case "client":
      return caller.tokenId;
    case "container":
      return caller.containerId;
    case "stranger":
      return "";
  }
}
