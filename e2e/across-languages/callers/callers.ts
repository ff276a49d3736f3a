/** The clients of all languages, by name, each as a `Caller`. */
import { fileURLToPath } from "node:url";
import { Client, Function as OurFunction } from "lydian";
import type * as Modal from "modal";
import type { Account } from "../../fixture/account.ts";
import type { LineProcess } from "../../fixture/line-process.ts";
import { startLineProcess } from "../../fixture/line-process.ts";
import type { GoClient } from "../../modal-go/fixture/go-client.ts";
import type { PythonClient } from "../../modal-python/fixture/python-client.ts";
import { read, write, type Written } from "../notation.ts";
import { CallError, type Caller, type CallRequest } from "./caller.ts";

const pythonProgram = fileURLToPath(new URL("caller.py", import.meta.url));

export function callWithPython(client: PythonClient): Caller {
  return overLines(startLineProcess(client.interpreter, [pythonProgram], client.environment));
}

export function callWithGo(client: GoClient, account: Account): Caller {
  return overLines(client.start(account));
}

interface Answer {
  readonly value?: Written;
  readonly error?: { readonly name: string; readonly message: string };
}

function overLines(process: LineProcess): Caller {
  return {
    async call(request) {
      const answer = (await process.ask({ do: "call", ...request })) as Answer; // what the programs write
      if (answer.error !== undefined) throw new CallError(answer.error.name, answer.error.message);
      return answer.value ?? null;
    },
    close: () => process.close(),
  };
}

/** It takes the server from the environment alone. */
export async function callWithNpm(account: Account): Promise<Caller> {
  Object.assign(process.env, account);
  const modal: typeof Modal = await import("modal");
  const client = new modal.ModalClient();
  return inProcess(
    async (request) => {
      const found = await client.functions.fromName(request.app, request.function);
      const kwargs = readAll(request.kwargs);
      return (await found.remote(request.args.map(read), kwargs)) as unknown; // any, to the client
    },
    () => client.close(),
  );
}

export function callWithOurs(account: Account): Caller {
  const client = new Client({
    serverUrl: account.MODAL_SERVER_URL,
    tokenId: account.MODAL_TOKEN_ID,
    tokenSecret: account.MODAL_TOKEN_SECRET,
  });
  return inProcess(
    async (request) => {
      const found = OurFunction.fromName(request.app, request.function, { client });
      const callable = request.kwargs === undefined ? found : found.with({ kwargs: readAll(request.kwargs) });
      return await callable.remote(...request.args.map(read));
    },
    () => client.close(),
  );
}

function readAll(written: Readonly<Record<string, Written>> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(written).map(([name, value]) => [name, read(value)]));
}

function inProcess(call: (request: CallRequest) => Promise<unknown>, close: () => void): Caller {
  return {
    async call(request) {
      try {
        return write(await call(request));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        throw new CallError(error.name, error.message);
      }
    },
    async close() {
      close();
    },
  };
}
