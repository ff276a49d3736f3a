/** A plain page about an app, for the address that `deploy` prints, until there is a dashboard. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Engine } from "../../engine/engine.ts";
import { type App, liveVersion } from "../../model/app.ts";
import { LydianError } from "../../model/error.ts";
import { escapeHtml, page, sendHtml } from "./html.ts";

/** Where web endpoints will be. */
const webPath = "/web/";

const appPath = /^\/apps\/(ap-[0-9A-Za-z]+)$/;

/** Where an app's page is, below the server's own address. */
export function appPagePath(app: App): string {
  return `/apps/${app.appId}`;
}

/**
 * Says that the server is there, and of an app what its address alone may tell: its id is known to
 * those who deployed it. No argument, result, log or secret is shown.
 */
export function createStatusPage(
  engine: Pick<Engine, "apps" | "containers">,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD")
      throw new LydianError("invalid-argument", "Only GET is served here");
    const path = request.url?.split("?", 1)[0] ?? "/";
    if (path.startsWith(webPath))
      throw new LydianError("unimplemented", "Web endpoints are not served by this version of Lydian");
    const [, appId] = appPath.exec(path) ?? [];
    if (appId === undefined && path !== "/") throw new LydianError("not-found", "There is nothing here");
    const body = appId === undefined ? frontPage() : await appPage(engine, await engine.apps.read(appId));
    sendHtml(response, { status: 200, html: body }, request.method === "HEAD");
  };
}

function frontPage(): string {
  return page("Lydian", `<p>The server is up. Deploy something with <code>lydian deploy FILE</code>.</p>`);
}

async function appPage(engine: Pick<Engine, "containers">, app: App): Promise<string> {
  const version = liveVersion(app);
  const containers = engine.containers.list({ appId: app.appId });
  const facts = [
    ["State", app.state],
    ["Environment", app.environmentName],
    [
      "Version",
      version === undefined ? "none yet" : `${version.version}, deployed ${formatTime(version.deployedAtMs)}`,
    ],
    ["Containers", String(containers.length)],
  ];
  const rows = facts
    .map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
    .join("");
  const functions = Object.keys(version?.functions ?? {}).map(
    (tag) => `<li><code>${escapeHtml(tag.replace(/\.\*$/, ""))}</code></li>`,
  );
  return page(
    app.name,
    `<table>${rows}</table><h2>Functions</h2><ul>${functions.join("") || "<li>none</li>"}</ul>`,
  );
}

/** To the minute; seconds tell nobody anything here. */
function formatTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
