/**
 * Where a person allows a computer to have a token: what `modal token new` opens. Whoever sees the page
 * can do nothing with it but confirm, which takes a code that the computer shows and one that the
 * server printed; so a form from elsewhere does no harm, and there is no session to steal.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { SignIns } from "../../engine/engine.ts";
import { LydianError } from "../../model/error.ts";
import { escapeHtml, page, sendHtml } from "./html.ts";

/** Followed by the id of a sign-in. */
export const signInPrefix = "/sign-in/";

const formBytesMax = 4_096;

interface Form {
  readonly code: string;
  readonly operatorCode: string;
  readonly username: string;
}

const emptyForm: Form = { code: "", operatorCode: "", username: "owner" };

export function createSignInPage(
  signIns: SignIns,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const signInId = request.url?.slice(signInPrefix.length).split("?", 1)[0] ?? "";
    if (request.method === "POST") {
      await confirm(signIns, signInId, await readForm(request), response);
      return;
    }
    if (request.method !== "GET")
      throw new LydianError("invalid-argument", "Only GET and POST are served here");
    const { localPort } = signIns.find(signInId);
    sendForm(response, { status: 200, signInId, localPort, form: emptyForm });
  };
}

async function confirm(
  signIns: SignIns,
  signInId: string,
  form: Form,
  response: ServerResponse,
): Promise<void> {
  const { localPort } = signIns.find(signInId);
  try {
    await signIns.confirm(signInId, form);
  } catch (error) {
    if (!(error instanceof LydianError)) throw error;
    // The page with what was typed, to try again; not-found, as an error of its own, when it is over.
    signIns.find(signInId);
    const status = error.kind === "permission-denied" ? 403 : 400;
    sendForm(response, { status, signInId, localPort, form, refusal: error.message });
    return;
  }
  const done = `<p>A token was made for <b>${escapeHtml(form.username)}</b>. Go back to your terminal; this page can be closed.</p>`;
  sendHtml(response, { status: 200, html: page("Allowed", done) });
}

interface FormPage {
  readonly status: number;
  readonly signInId: string;
  readonly localPort: number;
  readonly form: Form;
  readonly refusal?: string;
}

function sendForm(response: ServerResponse, { status, signInId, localPort, form, refusal }: FormPage): void {
  const nonce = randomBytes(16).toString("base64");
  const computer = `http://127.0.0.1:${localPort}`;
  const html = page(
    "Allow this computer?",
    [introduction, note(refusal), fields(form), script(nonce, computer, signInId)].join(""),
  );
  sendHtml(response, {
    status,
    html,
    policy: [`script-src 'nonce-${nonce}'`, `connect-src ${computer}/`],
  });
}

const introduction = `<p>A terminal asks for a token of this server, with <code>modal token new</code> or
<code>modal setup</code>. Whoever has one can deploy, run and read everything here.</p>
<p id="where">Go on only if you started it yourself.</p>`;

function note(refusal: string | undefined): string {
  return refusal === undefined ? "" : `<p class="note" role="alert">${escapeHtml(refusal)}</p>`;
}

function fields(form: Form): string {
  const field = (name: keyof Form, label: string, hint: string): string =>
    `<label>${label} <small>${hint}</small><input name="${name}" value="${escapeHtml(form[name])}" required autocomplete="off" spellcheck="false"></label>`;
  return `<form method="post">
${field("code", "Code", "that your terminal shows")}
${field("operatorCode", "Sign-in code", "that <code>lydian up</code> printed on the server; it is good once")}
${field("username", "Your name", "that what you do here is marked with")}
<button>Allow</button></form>`;
}

/** Tells whether the terminal is on this computer, which answers the id of its sign-in. Only a hint. */
function script(nonce: string, computer: string, signInId: string): string {
  return `<script nonce="${nonce}">
fetch(${JSON.stringify(`${computer}/`)}).then((answer) => answer.text()).then((id) => id === ${JSON.stringify(signInId)}, () => false).then((isHere) => {
  document.getElementById("where").textContent = isHere
    ? "The terminal is on this computer."
    : "The terminal does not seem to be on this computer: go on only if you started it yourself, on another one.";
});
</script>`;
}

async function readForm(request: IncomingMessage): Promise<Form> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const body = request as AsyncIterable<Buffer>; // without an encoding it reads buffers
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > formBytesMax)
      throw new LydianError("invalid-argument", "Cannot read the form: it is too long");
    chunks.push(chunk);
  }
  const values = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  const read = (name: keyof Form): string => values.get(name)?.trim() ?? "";
  return { code: read("code"), operatorCode: read("operatorCode"), username: read("username") };
}
