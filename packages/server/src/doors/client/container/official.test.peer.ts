/** An official entrypoint as the server sees it: what it sends, with the test deciding what it does. */
import { request } from "node:http";
import { buffer } from "node:stream/consumers";
import { google, modal } from "@lydian/protocol";
import { TestClient } from "../../client.test.peer.ts";
import type { Serving } from "../../serving.test.engine.ts";

const m = modal.client;
const { Empty } = google.protobuf;

type Item = modal.client.FunctionGetInputsItem.$Properties;
type WireOutput = modal.client.FunctionPutOutputsItem.$Properties;

export interface PeerAssignment {
  readonly environment: Readonly<Record<string, string>>;
  readonly forwardedPort?: number;
  readonly arguments: ReturnType<typeof m.ContainerArguments.decode>;
  readonly files: readonly { readonly path: string; readonly mode: number; readonly content: string }[];
}

export class OfficialPeer {
  readonly id: string;
  readonly secret: string;
  /** For requests that no entrypoint makes. */
  readonly client: TestClient;
  readonly #serving: Serving;
  readonly #headers: Record<string, string>;

  /** The container that was started last. */
  constructor(serving: Serving) {
    const { id, secret } = serving.container();
    this.id = id;
    this.secret = secret;
    this.#serving = serving;
    this.#headers = { "x-lydian-container-id": id, "x-lydian-container-secret": secret };
    this.client = new TestClient(serving.port, this.#headers);
  }

  /** Waits for its function, over the socket. */
  async assignment(): Promise<PeerAssignment> {
    const { socketPath } = this.#serving;
    const { status, body } = await requestAssignment(socketPath, this.#headers);
    if (status !== 200) throw new Error(`${status} ${body.toString()}`);
    return readAssignment(body);
  }

  hello(): Promise<unknown> {
    return this.client.call("ContainerHello", Empty, Empty, {});
  }

  async inputs(headers: Record<string, string> = {}): Promise<readonly Item[]> {
    const type = m.FunctionGetInputsRequest;
    return (await this.client.call("FunctionGetInputs", type, m.FunctionGetInputsResponse, {}, headers))
      .inputs;
  }

  async put(item: Item | undefined, output: WireOutput): Promise<void> {
    const { inputId = null, retryCount = null } = item ?? {};
    const outputs = [{ inputId, retryCount, ...output }];
    await this.client.call("FunctionPutOutputs", m.FunctionPutOutputsRequest, Empty, { outputs });
  }

  async beat(): Promise<readonly string[]> {
    const type = m.ContainerHeartbeatRequest;
    const answer = await this.client.call("ContainerHeartbeat", type, m.ContainerHeartbeatResponse, {});
    return answer.cancelInputEvent?.inputIds ?? [];
  }

  async fail(result: modal.client.GenericResult.$Properties): Promise<void> {
    await this.client.call("TaskResult", m.TaskResultRequest, Empty, { result });
  }

  close(): void {
    this.client.close();
  }
}

/** The plain request that the bootstrap makes. */
export function requestAssignment(
  socketPath: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: "/containers/assignment", headers }, (response) => {
      const status = response.statusCode ?? 0;
      buffer(response).then((body) => resolve({ status, body }), reject);
    })
      .on("error", reject)
      .end();
  });
}

function readAssignment(answer: Buffer): PeerAssignment {
  const lineEnd = answer.indexOf("\n");
  let at = lineEnd + 1;
  const next = (bytes: number): Buffer => answer.subarray(at, (at += bytes));
  const head = JSON.parse(next(Number(answer.toString("latin1", 0, lineEnd))).toString()) as {
    environment: Record<string, string>;
    forwardedPort?: number;
    argumentBytes: number;
    files: { path: string; mode: number; bytes: number }[];
  };
  const containerArguments = m.ContainerArguments.decode(next(head.argumentBytes));
  const files = head.files.map(({ path, mode, bytes }) => ({ path, mode, content: next(bytes).toString() }));
  return { ...head, arguments: containerArguments, files };
}
