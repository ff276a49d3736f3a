/** A real container process against a fake server, with a function assigned. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeValue, encodeArguments } from "@lydian/protocol";
import type { PeerItem, ServerItem } from "@lydian/protocol";
import { bundleApp } from "./build-runtime.ts";
import { FakeServer } from "./fake-server.ts";
import type { Expected } from "./fake-server.ts";

export type Complete = NonNullable<PeerItem["complete"]>;
type Assign = NonNullable<ServerItem["assign"]>;

export const cbor = 4;

export class ContainerProcess {
  readonly server: FakeServer;
  readonly child: ChildProcess;
  readonly #folder: string;
  /** What it wrote to its real streams. */
  rawOutput = "";

  private constructor(server: FakeServer, child: ChildProcess, folder: string) {
    this.server = server;
    this.child = child;
    this.#folder = folder;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.rawOutput += text));
    }
  }

  /** Starts one and waits until it is connected, unless it is not to get in. */
  static async start(
    main: string,
    options: { readonly secret?: string; readonly answer?: Expected["answer"] } = {},
  ): Promise<ContainerProcess> {
    const folder = await mkdtemp(join(tmpdir(), "lydian-container-"));
    const answer = options.answer === undefined ? {} : { answer: options.answer };
    const server = new FakeServer(join(folder, "server.sock"), { secret: "s3cret", ...answer });
    await server.listen();
    const child = spawn(process.execPath, [main], {
      env: {
        HOME: folder,
        TMPDIR: folder,
        LYDIAN_SERVER_SOCKET: server.socketPath,
        LYDIAN_CONTAINER_ID: "ta-1",
        LYDIAN_CONTAINER_SECRET: options.secret ?? "s3cret",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const container = new ContainerProcess(server, child, folder);
    if (options.secret === undefined) await server.connected();
    return container;
  }

  /** Assigns a function of an app made from `source`. */
  async assign(source: string, tag: string, rest: Partial<Assign> = {}): Promise<void> {
    this.server.send({
      assign: {
        containerId: "ta-1",
        appId: "ap-1",
        appName: "my-app",
        environmentName: "main",
        functionId: "fu-1",
        tag,
        ...(await bundleApp(source)),
        environment: {},
        maxConcurrentInputs: 1,
        functionIds: {},
        ...rest,
      },
    });
  }

  /** Assigns, and waits until it takes inputs. */
  async serve(source: string, tag: string, rest: Partial<Assign> = {}): Promise<void> {
    await this.assign(source, tag, rest);
    await this.server.next("ready");
    await this.server.next("take");
  }

  /** Delivers an input of its own call, `fc-<n>`. */
  deliver(
    n: number,
    args: readonly unknown[],
    rest: { kwargs?: Record<string, unknown>; method?: string } = {},
  ): void {
    const data = encodeArguments(args, rest.kwargs ?? {});
    const delivery = {
      callId: `fc-${n}`,
      index: 0,
      attempt: 1,
      format: cbor,
      data,
      method: rest.method ?? "",
    };
    this.server.send({ deliver: { deliveries: [delivery] } });
  }

  /** Delivers one input and waits for its completion. */
  async call(args: readonly unknown[], rest?: Parameters<ContainerProcess["deliver"]>[2]): Promise<Complete> {
    this.deliver(1, args, rest);
    return this.server.next("complete");
  }

  /** The exit code, once it has ended. */
  async exited(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, "close", { signal: AbortSignal.timeout(20_000) });
    }
    return this.child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill("SIGKILL");
    await this.exited();
    await this.server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** The value of a successful completion. */
export function valueOf(complete: Complete): unknown {
  if (complete.result?.status !== 1) throw new Error(`Not a success: ${complete.result?.exception}`);
  return decodeValue(complete.result.data ?? new Uint8Array());
}
