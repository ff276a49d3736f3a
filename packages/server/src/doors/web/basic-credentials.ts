import type { IncomingMessage, ServerResponse } from "node:http";
import type { Access } from "../../engine/engine.ts";
import type { Caller } from "../../model/caller.ts";

/** The client that shows its token by HTTP Basic: the token's id as the name, its secret as the password. */
export async function authenticateBasic(
  access: Pick<Access, "authenticateClient">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Caller> {
  const [tokenId, tokenSecret] = credentialsOf(request);
  return access.authenticateClient(tokenId, tokenSecret).catch((error: unknown) => {
    // Browsers ask for both then.
    response.setHeader("www-authenticate", 'Basic realm="Lydian: a token\'s id and its secret"');
    throw error;
  });
}

function credentialsOf({ headers }: IncomingMessage): readonly [tokenId: string, tokenSecret: string] {
  const [, encoded = ""] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? "") ?? [];
  const decoded = Buffer.from(encoded, "base64").toString();
  const at = decoded.indexOf(":");
  return at < 0 ? ["", ""] : [decoded.slice(0, at), decoded.slice(at + 1)];
}
