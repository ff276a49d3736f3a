/**
 * A module that runs in a process of its own and answers what it is asked, one question at a time.
 * It ends with the process that started it, however that ends.
 */
import { fork } from "node:child_process";
import { once } from "node:events";

/** How long one answer may take. Only a hang gets there. */
export const answerMsMax = 300_000;
/** How long a peer may take to end by itself. */
export const endMsMax = 30_000;

type Reply = { readonly value: unknown } | { readonly error: string };

export interface Peer<Question extends object, Answer> {
  readonly pid: number;
  ask(question: Question): Promise<Answer>;
  /** Lets it close what it has open, and waits until it is gone. */
  end(): Promise<void>;
}

/** Starts a module that calls `answer`. Resolves once it is ready; rejects with why it is not. */
export async function startPeer<Question extends object, Answer>(
  module: URL,
  options: { readonly args?: readonly string[]; readonly environment: NodeJS.ProcessEnv },
): Promise<Peer<Question, Answer>> {
  const child = fork(module, options.args ?? [], {
    env: options.environment,
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const read = async (): Promise<unknown> => {
    const signal = AbortSignal.timeout(answerMsMax);
    const message = once(child, "message", { signal }).then(([reply]) => reply as Reply); // `answer` wrote it
    const died = exited.then(([code]) => ({
      error: `${module.pathname} ended with exit code ${String(code)}`,
    }));
    const reply: Reply = await Promise.race([message, died]);
    if ("error" in reply) throw new Error(reply.error);
    return reply.value;
  };
  const end = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    const killer = setTimeout(() => child.kill("SIGKILL"), endMsMax);
    await exited;
    clearTimeout(killer);
  };
  try {
    await read();
  } catch (error) {
    await end();
    throw error;
  }
  return {
    pid: child.pid ?? -1,
    async ask(question) {
      child.send(question);
      return (await read()) as Answer; // what the module was written to answer
    },
    end,
  };
}

/** Says that this process is ready, and answers with what `handle` makes of each question. */
export function answer<Question extends object>(
  handle: (question: Question) => unknown,
  close: () => Promise<void> | void = () => undefined,
): void {
  process.on("message", (question: Question) => {
    Promise.resolve()
      .then(() => handle(question))
      .then((value) => send({ value }), refuse);
  });
  process.once("disconnect", () => {
    Promise.resolve()
      .then(close)
      .finally(() => process.exit())
      .catch(() => undefined);
  });
  // Ctrl-C reaches every process of the terminal; this one waits for its starter to let it go.
  process.on("SIGINT", () => undefined);
  send({ value: "ready" });
}

/** Tells the starter why this process is of no use, or why it cannot answer. */
export function refuse(error: unknown): void {
  send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

function send(reply: Reply): void {
  process.send?.(reply);
}
