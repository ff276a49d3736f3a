/** Who deploys apps, changes them while they run, and looks at their numbers. */
import { type App, liveVersion } from "../../model/app.ts";
import type { Caller } from "../../model/caller.ts";
import type { AutoscalerSettings } from "../../model/settings.ts";
import type { History } from "../history/history.ts";
import type { SimulatedFunction } from "../scenario.ts";
import type { Connection } from "./connection.ts";

export const client: Caller = { kind: "client", tokenId: "ak-simulated", username: "simulated" };

export interface Deployment {
  readonly appId: string;
  readonly name: string;
  readonly state: "deployed" | "ephemeral" | "detached";
  readonly functions: readonly SimulatedFunction[];
  /** By tag. */
  readonly functionIds: Record<string, string>;
}

export class Deployer {
  readonly #connection: Connection;
  readonly #history: History;
  readonly #bundleBlobId: `bl-${string}`;

  constructor(connection: Connection, history: History, bundleBlobId: `bl-${string}`) {
    this.#connection = connection;
    this.#history = history;
    this.#bundleBlobId = bundleBlobId;
  }

  /** An app that is not published yet; one whose answer was lost stays behind, empty. */
  async create(
    name: string,
    state: Deployment["state"],
    functions: readonly SimulatedFunction[],
  ): Promise<Deployment> {
    const initial = state === "deployed" ? "initializing" : state;
    const { appId } = await this.#connection.ask((engine) =>
      engine.apps.create(client, { name, environmentName: "", state: initial }),
    );
    return { appId, name, state, functions, functionIds: {} };
  }

  /** A version with these settings for the autoscaler, in place of those that the functions were made with. */
  async publish(
    deployment: Deployment,
    scalingOf: (simulated: SimulatedFunction) => AutoscalerSettings = ({ settings }) => settings.autoscaler,
  ): Promise<void> {
    const { appId, name, state, functions, functionIds } = deployment;
    const definitions: Record<string, string> = {};
    const acknowledge: (() => void)[] = [];
    for (const simulated of functions) {
      const { tag, settings } = simulated;
      const functionId = await this.#connection.ask((engine) =>
        engine.apps.reserveFunction(appId, tag, functionIds[tag]),
      );
      functionIds[tag] = functionId;
      this.#history.commits.functions.set(functionId, { ...simulated, appId });
      const autoscaler = scalingOf(simulated);
      definitions[functionId] = await this.#define(appId, functionId, {
        ...simulated,
        settings: { ...settings, autoscaler },
      });
      acknowledge.push(this.#history.scaling.asked(functionId, autoscaler));
    }
    const request = { appId, name, state, functions: functionIds, classes: {}, definitions };
    const { app } = await this.#connection.ask((engine) =>
      engine.apps.publish(client, { ...request, tag: "", clientVersion: "" }),
    );
    this.#live(app);
    for (const done of acknowledge) done();
  }

  /** The content of an earlier version, or the same one in new containers. */
  async repeat({ appId }: Deployment, kind: "rollback" | "rollover"): Promise<void> {
    const before = await this.read(appId);
    const version = before.versions[before.versions.length - 2]?.version ?? before.versions[0]?.version ?? 1;
    const content =
      kind === "rollover" ? liveVersion(before) : before.versions.find((one) => one.version === version);
    const acknowledge: (() => void)[] = [];
    for (const [functionId, definitionId] of Object.entries(content?.definitions ?? {})) {
      const { settings } = await this.#connection.ask((engine) => engine.apps.readDefinition(definitionId));
      acknowledge.push(this.#history.scaling.asked(functionId, settings.autoscaler));
    }
    this.#live(
      await this.#connection.ask((engine) =>
        kind === "rollover"
          ? engine.apps.rollover(client, appId)
          : engine.apps.rollback(client, appId, version),
      ),
    );
    for (const done of acknowledge) done();
  }

  async rescale(functionId: string, changes: Partial<AutoscalerSettings>): Promise<void> {
    const before = this.#history.scaling.last(functionId);
    const acknowledged = before && this.#history.scaling.asked(functionId, { ...before, ...changes });
    await this.#connection.ask((engine) => engine.functions.updateAutoscaler(functionId, changes));
    acknowledged?.();
  }

  async checkStats(functionId: string): Promise<void> {
    await this.#history.stats.check(functionId, () =>
      this.#connection.ask((engine) => engine.functions.stats(functionId)),
    );
  }

  read(appId: string): Promise<App> {
    return this.#connection.ask((engine) => engine.apps.read(appId));
  }

  async stop({ appId }: Deployment): Promise<void> {
    this.#history.apps.ending(appId);
    await this.#connection.ask((engine) => engine.apps.stop(client, appId));
    this.#history.apps.stopped(appId);
  }

  #live(app: App): void {
    this.#history.versions.acknowledged(app.appId, liveVersion(app)?.version ?? 0);
  }

  #define(appId: string, functionId: string, simulated: SimulatedFunction): Promise<string> {
    const { tag, kind, settings, schedule } = simulated;
    return this.#connection.ask((engine) =>
      engine.apps.defineFunction(appId, functionId, {
        tag,
        kind,
        code: { language: "typescript", bundleBlobId: this.#bundleBlobId },
        methods: {},
        parameters: [],
        settings,
        ...(schedule === undefined ? {} : { schedule }),
        inputFormats: ["cbor"],
        outputFormats: ["cbor"],
        wire: new Uint8Array(),
      }),
    );
  }
}
