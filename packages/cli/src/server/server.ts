/** The server of the account in use, as verbs see it. */
import { callStreaming, callUnary, Client, type Account } from "lydian/internal";
import { streamingVerbs, unaryVerbs, type ReplyOf, type RequestOf } from "./verbs.ts";

export interface Server {
  /** In the environment that was asked for, else the account's, else the server's default. */
  readonly client: Client;
  /** One answer. @throws LydianError what the server refused with, or that it cannot be reached */
  rpc<V extends keyof typeof unaryVerbs>(verb: V, request: RequestOf<V>): Promise<ReplyOf<V>>;
  /** Answers as they come. */
  stream<V extends keyof typeof streamingVerbs>(
    verb: V,
    request: RequestOf<V>,
    signal?: AbortSignal,
  ): AsyncIterable<ReplyOf<V>>;
}

/**
 * Uses the server of the account in use, and disconnects when that is done.
 *
 * @param options.env the environment that was asked for on the command line
 */
export function withServer<T>(
  options: { readonly env?: string },
  use: (server: Server) => Promise<T>,
): Promise<T> {
  return withAccount(options.env === undefined ? {} : { environmentName: options.env }, use);
}

/** The same with an account that is in no file yet, or with parts of one. */
export async function withAccount<T>(
  account: Partial<Account>,
  use: (server: Server) => Promise<T>,
): Promise<T> {
  const client = new Client(account);
  try {
    return await use(serverOf(client));
  } finally {
    client.close();
  }
}

/** The server of a client, which stays the caller's to close. */
export function serverOf(client: Client): Server {
  const { session } = client;
  return {
    client,
    async rpc(verb, request) {
      const [question, answer] = unaryVerbs[verb] as unknown as Codecs<typeof verb>; // paired by the table
      return answer.decode(await callUnary(session, verb, question.encode(request).finish()));
    },
    async *stream(verb, request, signal) {
      const [question, answer] = streamingVerbs[verb] as unknown as Codecs<typeof verb>; // paired by the table
      for await (const body of callStreaming(session, verb, question.encode(request).finish(), { signal })) {
        yield answer.decode(body);
      }
    },
  };
}

type Codecs<V extends keyof typeof unaryVerbs | keyof typeof streamingVerbs> = readonly [
  { encode(request: RequestOf<V>): { finish(): Uint8Array } },
  { decode(body: Uint8Array): ReplyOf<V> },
];
