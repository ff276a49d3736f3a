import { InvalidError } from "./errors.ts";
import { readAccount, type Account } from "./session/account.ts";
import { callUnary, type RpcOptions } from "./session/rpc-exchange.ts";
import { findRuntime, type RuntimeSeam } from "./session/runtime-seam.ts";
import { Session } from "./session/session.ts";

/** One connection per server and token in a process, however many clients there are. */
const sessions = new Map<string, Session>();
let runtimeClient: Client | undefined;

interface Codecs<Request, Reply> {
  readonly request: { encode(message: Request): { finish(): Uint8Array } };
  readonly reply: { decode(bytes: Uint8Array): Reply };
}

/**
 * A server, a token and an environment. What is not given comes from `MODAL_SERVER_URL`,
 * `MODAL_TOKEN_ID`, `MODAL_TOKEN_SECRET` and `MODAL_ENVIRONMENT`, then from the account file. Handles
 * make one by themselves; make your own to talk to another server. It connects when it is first used,
 * connects again when the connection is lost, and does not keep an idle process alive.
 *
 * @example
 * const client = new Client({ serverUrl: "http://127.0.0.1:9876", tokenId: "ak-…", tokenSecret: "as-…" });
 * const square = Function.fromName("my-shared-app", "square", { client });
 *
 * @throws {ConnectionError} if no server is configured.
 * @throws {AuthError} if no token is.
 */
export class Client {
  /** Where names are looked up by default; empty for the server's own default. */
  readonly environmentName: string;
  /** @internal */
  readonly session: Session;

  constructor(account: Partial<Account> | RuntimeSeam = {}) {
    if ("link" in account) {
      this.environmentName = account.environmentName;
      this.session = Session.inRuntime(account);
      return;
    }
    const complete = readAccount(account);
    this.environmentName = complete.environmentName;
    this.session = sessionTo(complete);
  }

  /** Closes the connection; what is under way on it fails. It opens again when it is used again. */
  close(): void {
    this.session.close();
  }

  /** @internal A verb of the public service with one answer. */
  async request<Request, Reply>(
    method: string,
    codecs: Codecs<Request, Reply>,
    message: Request,
    options?: RpcOptions,
  ): Promise<Reply> {
    const body = await callUnary(this.session, method, codecs.request.encode(message).finish(), options);
    return codecs.reply.decode(body);
  }
}

function sessionTo(account: Account): Session {
  const key = JSON.stringify([account.serverUrl, account.tokenId, account.tokenSecret]);
  const existing = sessions.get(key);
  if (existing !== undefined) return existing;
  const session = Session.toServer(account);
  sessions.set(key, session);
  return session;
}

/** The client of handles that were given none: the container's own inside one, the account's elsewhere. */
export function defaultClient(): Client {
  const seam = findRuntime();
  if (seam === undefined) return new Client();
  runtimeClient ??= new Client(seam);
  return runtimeClient;
}

/** The names of apps, functions, classes and secrets. */
export function checkName(kind: string, name: unknown): asserts name is string {
  if (
    typeof name === "string" &&
    /^[a-zA-Z0-9._-]{1,64}$/.test(name) &&
    !/^(ap|fu|fc|cs)-[0-9a-zA-Z]{22}$/.test(name)
  )
    return;
  throw new InvalidError(
    `Cannot name ${kind} ${JSON.stringify(name)}: a name has 1 to 64 letters, digits, dots, dashes or underscores, and is no id`,
  );
}
