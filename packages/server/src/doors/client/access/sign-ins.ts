import { modal } from "@lydian/protocol";
import type { Engine } from "../../../engine/engine.ts";
import { unary } from "../method.ts";
import type { Methods } from "../method.ts";

const { TokenFlowCreateRequest, TokenFlowCreateResponse, TokenFlowWaitRequest, TokenFlowWaitResponse } =
  modal.client;

/** Clients ask for 40 s, and ask again. */
const waitMsMax = 60_000;

/** The only two methods that need no token: they are how a computer gets one. */
export function signInMethods({ signIns }: Pick<Engine, "signIns">): Methods {
  return {
    TokenFlowCreate: unary(
      "strangers",
      TokenFlowCreateRequest,
      TokenFlowCreateResponse,
      async ({ localhostPort, expiresInSeconds }, { origin }) => {
        const lifetime = expiresInSeconds === 0 ? {} : { lifetimeMs: expiresInSeconds * 1000 };
        const { signInId, code, waitSecret } = signIns.begin({ localPort: localhostPort, ...lifetime });
        return { tokenFlowId: signInId, webUrl: `${origin}/sign-in/${signInId}`, code, waitSecret };
      },
    ),
    TokenFlowWait: unary(
      "strangers",
      TokenFlowWaitRequest,
      TokenFlowWaitResponse,
      async ({ tokenFlowId, waitSecret, timeout }, { signal }) => {
        const timeoutMs = Math.min(timeout * 1000, waitMsMax);
        const token = await signIns.await(tokenFlowId, { waitSecret, timeoutMs, signal });
        if (token === undefined) return { timeout: true };
        const { tokenId, tokenSecret, username } = token;
        return { tokenId, tokenSecret, workspaceUsername: username };
      },
    ),
  };
}
