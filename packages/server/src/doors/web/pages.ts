import type { IncomingMessage, ServerResponse } from "node:http";
import type { Engine } from "../../engine/engine.ts";
import { createSignInPage, signInPrefix } from "./sign-in-page.ts";
import { createStatusPage } from "./status-page.ts";

/** All that people see of the server in a browser. */
export function createPages(
  engine: Pick<Engine, "apps" | "containers" | "signIns">,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const statusPage = createStatusPage(engine);
  const signInPage = createSignInPage(engine.signIns);
  return (request, response) =>
    request.url?.startsWith(signInPrefix) === true
      ? signInPage(request, response)
      : statusPage(request, response);
}
