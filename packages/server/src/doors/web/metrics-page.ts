import type { IncomingMessage, ServerResponse } from "node:http";
import type { Engine } from "../../engine/engine.ts";
import { LydianError } from "../../model/error.ts";
import type { FunctionLoad } from "../../model/container.ts";
import { authenticateBasic } from "./basic-credentials.ts";

export const metricsPath = "/metrics";

/** Who has counted. */
export interface MetricsSource {
  readonly contentType: string;
  text(loads: readonly FunctionLoad[]): Promise<string>;
}

/** What Prometheus scrapes, for who shows a token: by HTTP Basic, its id as the name and its secret as the password. */
export function createMetricsPage(
  { access, functions }: Pick<Engine, "access" | "functions">,
  source: MetricsSource,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    if (request.method !== "GET") throw new LydianError("invalid-argument", "Only GET is served here");
    await authenticateBasic(access, request, response);
    const text = await source.text(await functions.loads());
    response.writeHead(200, { "content-type": source.contentType, "cache-control": "no-store" });
    response.end(text);
  };
}
