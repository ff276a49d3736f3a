import type { ServerResponse } from "node:http";

/** A whole page. The body is markup; the title is text. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Lydian</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem }
th { text-align: left; padding-right: 2rem; font-weight: 600 }
label { display: block; margin: 1rem 0 }
input { display: block; font: inherit; padding: .3rem .5rem; margin-top: .2rem }
button { font: inherit; padding: .4rem 1.2rem }
.note { border-left: .2rem solid; padding-left: .8rem }
</style></head>
<body><h1>${escapeHtml(title)}</h1>${body}</body></html>
`;
}

export function escapeHtml(text: string | undefined): string {
  return (text ?? "").replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export interface HtmlAnswer {
  readonly status: number;
  readonly html: string;
  /** What the page may do beyond showing itself, such as `script-src 'nonce-…'`. */
  readonly policy?: readonly string[];
}

/** Sends a page that nobody may keep, or show inside their own. */
export function sendHtml(
  response: ServerResponse,
  { status, html, policy = [] }: HtmlAnswer,
  isHead = false,
): void {
  const rules = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    ...policy,
  ];
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": rules.join("; "),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  response.end(isHead ? undefined : html);
}
