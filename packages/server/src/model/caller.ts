import type { AppId, ContainerId, TokenId } from "./ids.ts";

/** Who asks. A container may look up and call functions, and act for its own app; nothing else. */
export type Caller =
  | { readonly kind: "client"; readonly tokenId: TokenId; readonly username: string }
  | {
      readonly kind: "container";
      readonly containerId: ContainerId;
      readonly appId: AppId;
      readonly environmentName: string;
    };
