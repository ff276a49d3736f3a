import type { AppId, ContainerId, TokenId } from "./ids.ts";

/**
 * Who asks. A container may look up and call functions, use dicts and queues, and act for its own
 * app; nothing else. A stranger has shown nothing, and may begin to sign in.
 */
export type Caller =
  | { readonly kind: "stranger" }
  | { readonly kind: "client"; readonly tokenId: TokenId; readonly username: string }
  | {
      readonly kind: "container";
      readonly containerId: ContainerId;
      readonly appId: AppId;
      readonly environmentName: string;
    };
