/** The life of apps: created, found, stopped. Who stays with them is in `attendance.ts`, versions in `deploy.ts`. */
import type { App, AppState } from "../../model/app.ts";
import type { Caller } from "../../model/caller.ts";
import { LydianError } from "../../model/error.ts";
import type { AppId, Randomness } from "../../model/ids.ts";
import { nameOf, requireClient } from "../access/access.ts";
import { type Catalog, put, remove } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import { Attendance } from "./attendance.ts";
import { type Deploy, functionsOf } from "./deploy.ts";
import { planNothing } from "../schedules/plan.ts";
import { checkTags } from "./tags.ts";
import type { Apps, Environments, NewApp } from "../engine.ts";

/** Stopped apps that `list` still shows. */
const stoppedAppsShownMax = 20;
const deployNamePattern = /^[a-zA-Z0-9-_.]{1,64}$/;

export interface AppEvents {
  /** A version is live or functions are gone: containers of others are to leave. */
  onPublished(app: App): Promise<void>;
  /** Ends all calls and containers of the app. */
  onStopped(app: App): Promise<void>;
  /** Whether any input of the app's functions is unfinished. */
  isBusy(appId: AppId): Promise<boolean>;
}

export class AppLife {
  readonly #catalog: Catalog;
  readonly #environments: Pick<Environments, "read">;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  readonly #events: AppEvents;
  readonly #deploy: Deploy;
  readonly #attendance: Attendance;

  constructor(
    parts: {
      readonly catalog: Catalog;
      readonly environments: Pick<Environments, "read">;
      readonly deploy: Deploy;
      readonly clock: Clock;
      readonly randomness: Randomness;
    },
    events: AppEvents,
  ) {
    this.#catalog = parts.catalog;
    this.#environments = parts.environments;
    this.#clock = parts.clock;
    this.#randomness = parts.randomness;
    this.#events = events;
    this.#deploy = parts.deploy;
    this.#attendance = new Attendance(parts.catalog, parts.clock, {
      readApp: (appId) => parts.deploy.readApp(appId),
      stop: (app) => this.#stop(app, { ifStill: app.state }),
      isBusy: (appId) => events.isBusy(appId),
    });
  }

  /** The verbs, with those of publishing. */
  verbs(url: (app: App) => string): Apps {
    const deploy = this.#deploy;
    const published = async <T extends App | { readonly app: App }>(answer: T): Promise<T> => {
      await this.#events.onPublished("app" in answer ? answer.app : answer);
      return answer;
    };
    return {
      create: (caller, request) => this.#create(caller, request),
      ensure: (caller, request) => this.#ensure(caller, request),
      findByName: (name, environmentName) => this.#findByName(name, environmentName),
      read: (appId) => deploy.readApp(appId),
      list: (environmentName) => this.#list(environmentName),
      setTags: (caller, appId, tags) => deploy.setTags(caller, appId, tags),
      reserveFunction: (appId, tag, existing) => deploy.reserveFunction(appId, tag, existing),
      reserveClass: (appId, name, existing) => deploy.reserveClass(appId, name, existing),
      defineBuildFunction: (appId, definition) => deploy.defineBuildFunction(appId, definition),
      defineFunction: (appId, functionId, definition) => deploy.defineFunction(appId, functionId, definition),
      readDefinition: (definitionId) => deploy.readDefinition(definitionId),
      publish: async (caller, request) => published(await deploy.publish(caller, request)),
      rollback: async (caller, appId, version) =>
        published(await deploy.repeat(caller, appId, { kind: "rollback", version })),
      rollover: async (caller, appId) => published(await deploy.repeat(caller, appId, { kind: "rollover" })),
      promote: async (caller, appId, version) =>
        published(await deploy.repeat(caller, appId, { kind: "promotion", version })),
      stop: async (caller, appId) => {
        requireClient(caller, "stop an app");
        await this.#stop(await deploy.readApp(appId), { stoppedBy: nameOf(caller) });
      },
      heartbeat: (appId) => this.#attendance.heartbeat(appId),
      disconnect: async (caller, appId) => {
        requireClient(caller, "disconnect from an app");
        await this.#attendance.leave(appId);
      },
      url,
    };
  }

  /** A container of the app has nothing to do. */
  noteIdle(appId: AppId): void {
    this.#attendance.noteIdle(appId);
  }

  /** Watches over apps whose clients went away without a word. */
  start(): Promise<void> {
    return this.#attendance.start();
  }

  stop(): void {
    this.#attendance.stop();
  }

  async #create(caller: Caller, request: NewApp): Promise<App> {
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
      ...(request.tags === undefined ? {} : { tags: checkTags(request.tags) }),
      versions: [],
    };
    await this.#catalog.write([put("app", app.appId, app, true)]);
    this.#attendance.begin(app.appId);
    return app;
  }

  /** One at a time for each name: whoever comes second finds what the first has made. */
  #ensure(caller: Caller, request: Parameters<Apps["ensure"]>[1]): Promise<App> {
    const { name, environmentName, clientVersion } = request;
    return this.#catalog.update(`ensure app ${environmentName}/${name}`, async () => {
      const found = await this.#findByName(name, environmentName);
      if (found.app !== undefined) return { changes: [], answer: found.app };
      const { appId } = await this.#create(caller, { name, environmentName, state: "initializing" });
      const nothing = { functions: {}, classes: {}, definitions: {}, tag: "" };
      const order = { ...nothing, appId, name, state: "deployed", clientVersion } as const;
      return { changes: [], answer: (await this.#deploy.publish(caller, order)).app };
    });
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

  /** `ifStill`: what the app must be by now, lest something was decided that is not so any more. */
  async #stop(
    app: App,
    { stoppedBy, ifStill }: { readonly stoppedBy?: string; readonly ifStill?: AppState },
  ): Promise<void> {
    const stopped = await this.#catalog.update(`app ${app.appId}`, async () => {
      const current = await this.#catalog.read("app", app.appId);
      const isOver = current === undefined || current.state === "stopped";
      if (isOver || (ifStill !== undefined && current.state !== ifStill))
        return { changes: [], answer: undefined };
      const after: App = {
        ...current,
        state: "stopped",
        stoppedAtMs: this.#clock.nowMs(),
        ...(stoppedBy === undefined ? {} : { stoppedBy }),
      };
      const changes = [put("app", app.appId, after), ...(await planNothing(this.#catalog, app.appId))];
      const key = `${app.environmentName}/${app.name}`;
      const entry = await this.#catalog.read("app-name", key);
      if (entry?.appId === app.appId) changes.push(put("app-name", key, { previousAppId: app.appId }));
      return { changes, answer: after };
    });
    if (stopped !== undefined) await this.#events.onStopped(stopped);
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
}
