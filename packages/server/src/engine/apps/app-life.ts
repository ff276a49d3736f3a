/** The life of apps: created, found, kept alive by their clients, stopped. Versions are in `deploy.ts`. */
import type { App } from "../../model/app.ts";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { AppId, Randomness } from "../../model/ids.ts";
import { nameOf, requireClient } from "../access/access.ts";
import { type Catalog, put, remove } from "../catalog/catalog.ts";
import type { Clock, Timer } from "../clock.ts";
import { type Deploy, functionsOf } from "./deploy.ts";
import type { Apps, Environments } from "../engine.ts";
import { appSilenceMsMax } from "../limits.ts";

/** Stopped apps that `list` still shows. */
const stoppedAppsShownMax = 20;
const deployNamePattern = /^[a-zA-Z0-9-_.]{1,64}$/;

export interface AppEvents {
  /** A version is live or functions are gone: containers of others are to leave. */
  onPublished(app: App): Promise<void>;
  /** Ends all calls and containers of the app. */
  onStopped(app: App): Promise<void>;
}

export class AppLife {
  readonly #catalog: Catalog;
  readonly #environments: Pick<Environments, "read">;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #events: AppEvents;
  /** When the client of an ephemeral app was last heard of. */
  readonly #heardAtMs = new Map<AppId, number>();
  #sweep: Timer | undefined;

  constructor(
    catalog: Catalog,
    environments: Pick<Environments, "read">,
    clock: Clock,
    randomness: Randomness,
    events: AppEvents,
  ) {
    this.#catalog = catalog;
    this.#environments = environments;
    this.#clock = clock;
    this.#randomness = randomness;
    this.#events = events;
  }

  /** The verbs, with those of publishing. */
  verbs(deploy: Deploy, url: (app: App) => string): Apps {
    const publishEvents = async <T extends App | { readonly app: App }>(answer: T): Promise<T> => {
      await this.#events.onPublished("app" in answer ? answer.app : answer);
      return answer;
    };
    return {
      create: (caller, request) => this.#create(caller, request),
      findByName: (name, environmentName) => this.#findByName(name, environmentName),
      read: (appId) => deploy.readApp(appId),
      list: (environmentName) => this.#list(environmentName),
      reserveFunction: (appId, tag, existing) => deploy.reserveFunction(appId, tag, existing),
      reserveClass: (appId, name, existing) => deploy.reserveClass(appId, name, existing),
      defineFunction: (appId, functionId, definition) => deploy.defineFunction(appId, functionId, definition),
      readDefinition: (definitionId) => deploy.readDefinition(definitionId),
      publish: async (caller, request) => publishEvents(await deploy.publish(caller, request)),
      rollback: async (caller, appId, version) =>
        publishEvents(await deploy.rollback(caller, appId, version)),
      stop: async (caller, appId) => {
        requireClient(caller, "stop an app");
        await this.#stop(await deploy.readApp(appId));
      },
      heartbeat: async (appId) => {
        const app = await deploy.readApp(appId);
        if (app.state === "stopped")
          throw new LydianError("failed-precondition", `App "${app.name}" is stopped`);
        if (app.state !== "deployed") this.#heardAtMs.set(app.appId, this.#clock.nowMs());
      },
      disconnect: async (caller, appId, reason) => {
        requireClient(caller, "disconnect from an app");
        const app = await deploy.readApp(appId);
        const survives = app.state === "deployed" || (app.state === "detached" && reason === "interrupted");
        if (!survives) await this.#stop(app);
      },
      url,
    };
  }

  /** Watches over apps whose clients went away without a word. */
  async start(): Promise<void> {
    for (const { value: app } of await this.#catalog.list("app")) {
      if (app.state === "ephemeral" || app.state === "initializing")
        this.#heardAtMs.set(app.appId, this.#clock.nowMs());
    }
    this.#scheduleSweep();
  }

  stop(): void {
    this.#sweep?.cancel();
    this.#sweep = undefined;
  }

  async #create(
    caller: Caller,
    request: {
      readonly name: string;
      readonly environmentName: string;
      readonly state: "initializing" | "ephemeral" | "detached";
    },
  ): Promise<App> {
    requireClient(caller, "create an app");
    const environment = await this.#environments.read(request.environmentName);
    if (request.state === "initializing" && !deployNamePattern.test(request.name)) {
      throw new LydianError(
        "invalid-argument",
        `Cannot deploy an app named "${request.name}": letters, digits, "-", "_" and "." only, at most 64`,
      );
    }
    const app: App = {
      appId: this.#randomness.id("ap"),
      name: request.name,
      environmentName: environment.name,
      state: request.state,
      createdAtMs: this.#clock.nowMs(),
      createdBy: nameOf(caller),
      versions: [],
    };
    await this.#catalog.write([put("app", app.appId, app, true)]);
    if (app.state !== "detached") this.#heardAtMs.set(app.appId, app.createdAtMs);
    return app;
  }

  async #findByName(
    name: string,
    environmentName: string,
  ): Promise<{ app?: App; previous?: App; environmentName: string }> {
    const environment = await this.#environments.read(environmentName);
    const entry = await this.#catalog.read("app-name", `${environment.name}/${name}`);
    const app = entry?.appId && (await this.#catalog.read("app", entry.appId));
    const previous = entry?.previousAppId && (await this.#catalog.read("app", entry.previousAppId));
    return { environmentName: environment.name, ...(app ? { app } : {}), ...(previous ? { previous } : {}) };
  }

  async #list(environmentName: string): Promise<readonly App[]> {
    const environment = await this.#environments.read(environmentName);
    const apps = (await this.#catalog.list("app"))
      .map(({ value }) => value)
      .filter((app) => app.environmentName === environment.name);
    const newestFirst = apps.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
    const stopped = newestFirst.filter((app) => app.state === "stopped").slice(0, stoppedAppsShownMax);
    return newestFirst.filter((app) => app.state !== "stopped" || stopped.includes(app));
  }

  async #stop(app: App): Promise<void> {
    const stopped = await this.#catalog.update(`app ${app.appId}`, async () => {
      const current = await this.#catalog.read("app", app.appId);
      if (current === undefined || current.state === "stopped") return { changes: [], answer: undefined };
      const after: App = { ...current, state: "stopped", stoppedAtMs: this.#clock.nowMs() };
      const changes = [put("app", app.appId, after)];
      const key = `${app.environmentName}/${app.name}`;
      const entry = await this.#catalog.read("app-name", key);
      if (entry?.appId === app.appId) changes.push(put("app-name", key, { previousAppId: app.appId }));
      return { changes, answer: after };
    });
    this.#heardAtMs.delete(app.appId);
    if (stopped !== undefined) await this.#events.onStopped(stopped);
  }

  #scheduleSweep(): void {
    this.#sweep = this.#clock.after(appSilenceMsMax / 4, () => {
      const silentSinceMs = this.#clock.nowMs() - appSilenceMsMax;
      const silent = [...this.#heardAtMs].filter(([, heardAtMs]) => heardAtMs < silentSinceMs);
      void Promise.all(silent.map(([appId]) => this.#stopIfUnattended(appId)))
        .catch(() => undefined) // the next sweep tries again
        .finally(() => {
          if (this.#sweep !== undefined) this.#scheduleSweep();
        });
    });
  }

  /** What is left of apps that were stopped long ago. */
  async forgetStopped(beforeMs: number): Promise<void> {
    for (const { value: app } of await this.#catalog.list("app")) {
      if (app.state === "stopped" && (app.stoppedAtMs ?? 0) < beforeMs) await this.#forget(app);
    }
  }

  async #forget(app: App): Promise<void> {
    const functionIds = await functionsOf(this.#catalog, app.appId);
    const definitionIds = new Set(app.versions.flatMap((version) => Object.values(version.definitions)));
    const classIds = new Set(app.versions.flatMap((version) => Object.values(version.classes)));
    const nameKey = `${app.environmentName}/${app.name}`;
    const entry = await this.#catalog.read("app-name", nameKey);
    const secrets = (await this.#catalog.list("secret")).filter(({ value }) => value.appId === app.appId);
    const isLastOfName = entry?.appId === undefined && entry?.previousAppId === app.appId;
    await this.#catalog.write([
      ...functionIds.flatMap((id) => [
        remove("function", id),
        remove("app-function", `${app.appId}/${id}`),
        remove("autoscaler", id),
      ]),
      ...[...definitionIds].map((id) => remove("definition", id)),
      ...[...classIds].map((id) => remove("class", id)),
      ...secrets.map(({ key }) => remove("secret", key)),
      ...(isLastOfName ? [remove("app-name", nameKey)] : []),
      remove("app", app.appId),
    ]);
  }

  async #stopIfUnattended(appId: AppId): Promise<void> {
    const app = await this.#catalog.read("app", appId);
    if (app === undefined || app.state === "deployed" || app.state === "detached")
      this.#heardAtMs.delete(appId);
    else await this.#stop(app);
  }
}
