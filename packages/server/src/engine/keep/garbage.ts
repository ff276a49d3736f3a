/**
 * Deletes what deploys left behind: definitions that are in no version of their app, since the deploy
 * failed or the version is forgotten, and anonymous secrets that nobody names any more; each deploy of
 * a function with `env` or `Secret.from_dict` makes new ones.
 */
import type { DefinitionId, SecretId } from "../../model/ids.ts";
import { type Catalog, type Change, remove } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import { garbageAgeMs, garbageIntervalMs, garbagePerWrite } from "../limits.ts";

export class Garbage {
  readonly #catalog: Catalog;
  readonly #clock: Clock;
  #nextAtMs: number;

  constructor(catalog: Catalog, clock: Clock) {
    this.#catalog = catalog;
    this.#clock = clock;
    this.#nextAtMs = clock.nowMs() + garbageIntervalMs;
  }

  /** Looks through everything, seldom enough to be called often. */
  async collect(): Promise<void> {
    const nowMs = this.#clock.nowMs();
    if (nowMs < this.#nextAtMs) return;
    this.#nextAtMs = nowMs + garbageIntervalMs;
    const changes = await this.#garbage(nowMs - garbageAgeMs);
    for (let from = 0; from < changes.length; from += garbagePerWrite)
      await this.#catalog.write(changes.slice(from, from + garbagePerWrite));
  }

  /** What is younger may be of a deploy that is under way. */
  async #garbage(beforeMs: number): Promise<readonly Change[]> {
    const published = await this.#publishedDefinitions();
    const named = new Set<SecretId>();
    const changes: Change[] = [];
    for (const { key, value } of await this.#catalog.listAll("definition")) {
      const isOld = value.definedAtMs !== undefined && value.definedAtMs < beforeMs;
      if (isOld && !published.has(key)) changes.push(remove("definition", key));
      else for (const secretId of value.definition.settings.secretIds) named.add(secretId);
    }
    // An image that was cleared away is built again.
    for (const { value } of await this.#catalog.listAll("image"))
      for (const secretId of value.secretIds) named.add(secretId);
    for (const { value } of await this.#catalog.listAll("function"))
      for (const secretId of value.variant?.overrides.secretIds ?? []) named.add(secretId);
    for (const { key, value } of await this.#catalog.listAll("secret")) {
      const isLeft = value.name === undefined && value.createdAtMs < beforeMs && !named.has(value.secretId);
      if (isLeft) changes.push(remove("secret", key));
    }
    return changes;
  }

  async #publishedDefinitions(): Promise<ReadonlySet<string>> {
    const published = new Set<DefinitionId>();
    for (const { value: app } of await this.#catalog.listAll("app"))
      for (const version of app.versions)
        for (const definitionId of Object.values(version.definitions)) published.add(definitionId);
    return published;
  }
}
