/** A server with Python functions, whose containers are played by the test. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { modal } from "@lydian/protocol";
import { deploy, TestClient, type WireFunction } from "../../client.test.peer.ts";
import { serve, type Serving } from "../../serving.test.engine.ts";
import { OfficialPeer } from "./official.test.peer.ts";

const m = modal.client;

/** What the function's one file holds. */
export const code = "print('x')";

const startMsMax = 5_000;

export class OfficialWorld {
  readonly serving: Serving;
  readonly client: TestClient;
  readonly #peers: OfficialPeer[] = [];
  #apps = 0;

  private constructor(serving: Serving) {
    this.serving = serving;
    this.client = TestClient.of(serving);
  }

  /** `silenceMsMax`: how long containers may say nothing. */
  static async start(options: { readonly silenceMsMax?: number } = {}): Promise<OfficialWorld> {
    return new OfficialWorld(await serve({}, undefined, options));
  }

  /** Ends it. Nothing that a container did may have been a fault of the server's. */
  async stop(): Promise<void> {
    for (const peer of this.#peers) peer.close();
    this.client.close();
    await this.serving.close();
    assert.deepEqual(this.serving.bugs, []);
  }

  /** Deploys a function of its own app; answers its id. */
  async deploy(settings: WireFunction): Promise<string> {
    this.#apps += 1;
    const appName = `app-${this.#apps}`;
    const python = {
      runtime: "",
      imageId: "im-1",
      mountIds: [await this.mount("/root/app.py", code)],
      supportedInputFormats: [1, 4],
    };
    const objectTag = settings.isClass === true ? "C.*" : "f";
    await deploy(this.client, appName, { [objectTag]: { ...python, ...settings } });
    const get = { appName, objectTag };
    return (await this.client.call("FunctionGet", m.FunctionGetRequest, m.FunctionGetResponse, get))
      .functionId;
  }

  /** Calls a function, or one method of a class, and answers the call's id. */
  async call(functionId: string, methodName = ""): Promise<string> {
    const request = {
      functionId,
      functionCallType: 1,
      functionCallInvocationType: 4,
      pipelinedInputs: [{ idx: 0, input: { args: Buffer.from(methodName), dataFormat: 1, methodName } }],
    };
    return (await this.client.call("FunctionMap", m.FunctionMapRequest, m.FunctionMapResponse, request))
      .functionCallId;
  }

  /** Deploys a function, calls it so many times, and waits for its container. */
  async started(
    settings: WireFunction,
    calls: readonly string[] = [""],
  ): Promise<{ readonly peer: OfficialPeer; readonly callIds: readonly string[] }> {
    const functionId = await this.deploy(settings);
    const last = this.serving.container().id;
    const callIds: string[] = [];
    for (const methodName of calls) callIds.push(await this.call(functionId, methodName));
    return { peer: await this.nextContainer(last), callIds };
  }

  /** Waits until another container than this one was started last. */
  async nextContainer(last: string): Promise<OfficialPeer> {
    for (const endMs = Date.now() + startMsMax; this.serving.container().id === last; await sleep(2))
      assert.ok(Date.now() < endMs, "no container was started");
    const peer = new OfficialPeer(this.serving);
    this.#peers.push(peer);
    return peer;
  }

  /** The one output of a call, once it is there. */
  async output(functionCallId = ""): Promise<modal.client.FunctionGetOutputsItem.$Properties> {
    const outputs = await this.outputs(functionCallId, 5);
    assert.equal(outputs.length, 1);
    return outputs[0] ?? {};
  }

  async outputs(
    functionCallId: string,
    timeout: number,
  ): Promise<readonly modal.client.FunctionGetOutputsItem.$Properties[]> {
    const request = { functionCallId, timeout, lastEntryId: "0-0", maxValues: 1 };
    const type = m.FunctionGetOutputsRequest;
    return (await this.client.call("FunctionGetOutputs", type, m.FunctionGetOutputsResponse, request))
      .outputs;
  }

  /** Mounts one file, and answers the mount's id. */
  async mount(filename: string, content: string): Promise<string> {
    const sha256Hex = createHash("sha256").update(content).digest("hex");
    const put = { sha256Hex, data: Buffer.from(content) };
    await this.client.call("MountPutFile", m.MountPutFileRequest, m.MountPutFileResponse, put);
    const files = [{ filename, sha256Hex, mode: 0o640 }];
    const request = { files, objectCreationType: 4 };
    const type = m.MountGetOrCreateRequest;
    return (await this.client.call("MountGetOrCreate", type, m.MountGetOrCreateResponse, request)).mountId;
  }
}
