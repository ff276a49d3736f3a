/** Dicts, queues and volumes together, as the rest of the engine knows them. */
import type { AppId, EnvironmentId, Randomness } from "../../model/ids.ts";
import type { Store } from "../../store/store.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { Environments } from "../engine.ts";
import { clearDict, createDicts } from "./dicts.ts";
import { ObjectLife } from "./object-life.ts";
import type { DictVerbs, QueueVerbs, VolumeVerbs } from "./object-verbs.ts";
import { clearQueue, createQueues } from "./queues.ts";

export class SharedObjects {
  readonly dicts: DictVerbs;
  readonly queues: QueueVerbs;
  readonly volumes: VolumeVerbs;
  readonly #lives: readonly [ObjectLife<"di">, ObjectLife<"qu">, ObjectLife<"vo">];

  constructor(
    store: Pick<Store, "dicts" | "queues">,
    parts: {
      readonly catalog: Catalog;
      readonly environments: Pick<Environments, "read">;
      readonly clock: Clock;
      readonly randomness: Randomness;
    },
  ) {
    const dictLife = new ObjectLife("di", { delete: (id) => clearDict(store.dicts, id) }, parts);
    const queueLife = new ObjectLife("qu", { delete: (id) => clearQueue(store.queues, id) }, parts);
    // There is nothing in one that would have to be deleted.
    const volumeLife = new ObjectLife("vo", { delete: () => Promise.resolve() }, parts);
    this.#lives = [dictLife, queueLife, volumeLife];
    this.dicts = createDicts(dictLife, store.dicts, parts.clock);
    this.queues = createQueues(queueLife, store.queues, parts.clock, parts.randomness);
    this.volumes = {
      ...volumeLife.verbs(),
      create: (caller, request) => volumeLife.create(caller, request),
    };
  }

  /** Watches over anonymous ones, those that an earlier server left too. */
  async start(): Promise<void> {
    for (const life of this.#lives) await life.start();
  }

  stop(): void {
    for (const life of this.#lives) life.stop();
  }

  /** Deletes what belongs to an app, or everything in an environment. */
  async deleteOf(
    owner: { readonly appId: AppId } | { readonly environmentId: EnvironmentId },
  ): Promise<void> {
    for (const life of this.#lives) await life.deleteOf(owner);
  }
}
