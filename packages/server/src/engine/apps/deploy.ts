/** Publishes versions of apps. A definition changes nothing until the version that names it is live. */
import { createHash } from "node:crypto";
import { type App, type AppVersion, liveVersion } from "../../model/app.ts";
import type { Caller } from "../../model/caller.ts";
import type { FunctionDefinition } from "../../model/definition.ts";
import { LydianError } from "../../model/error.ts";
import type { AppId, ClassId, DefinitionId, FunctionId, Randomness } from "../../model/ids.ts";
import { nameOf, requireClient } from "../access/access.ts";
import { type Catalog, type Change, put, remove } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import { encodeDocument } from "../catalog/documents.ts";
import type { PublishRequest } from "../engine.ts";
import { placedBytesMax, versionsKeptMax } from "../limits.ts";
import type { Mounts } from "../mounts/mount-verbs.ts";
import { planVersion } from "../schedules/plan.ts";
import { repeated, type Repetition, verbOf } from "./repetition.ts";
import { checkTags } from "./tags.ts";
import { checkSchedule } from "../decide/next-due.ts";
import { checkSettings } from "../catalog/update-autoscaler.ts";

const idCharacters = 22;

export class Deploy {
  readonly #catalog: Catalog;
  readonly #mounts: Pick<Mounts, "filesOf">;
  readonly #clock: Clock;
  readonly #randomness: Randomness;

  constructor(parts: {
    readonly catalog: Catalog;
    readonly mounts: Pick<Mounts, "filesOf">;
    readonly clock: Clock;
    readonly randomness: Randomness;
  }) {
    this.#catalog = parts.catalog;
    this.#mounts = parts.mounts;
    this.#clock = parts.clock;
    this.#randomness = parts.randomness;
  }

  async readApp(appId: string): Promise<App> {
    const app = await this.#catalog.read("app", appId);
    if (app === undefined) throw new LydianError("not-found", `App "${appId}" does not exist`);
    return app;
  }

  /** The id that a function of this tag has in the app, or a new one for the first time. */
  async reserveFunction(appId: string, tag: string, existing?: string): Promise<FunctionId> {
    const app = await this.#running(appId);
    const functionId =
      liveVersion(app)?.functions[tag] ??
      (await this.#ownFunction(app, existing)) ??
      this.#randomness.id("fu");
    if ((await this.#catalog.read("function", functionId)) === undefined) {
      await this.#catalog.write([
        put("function", functionId, { functionId, appId: app.appId, tag }),
        put("app-function", `${app.appId}/${functionId}`, {}),
      ]);
    }
    return functionId;
  }

  async reserveClass(appId: string, name: string, existing?: string): Promise<ClassId> {
    const app = await this.#running(appId);
    const known = liveVersion(app)?.classes[name];
    if (known !== undefined) return known;
    const classId: ClassId = existing?.startsWith("cs-") ? (existing as ClassId) : this.#randomness.id("cs"); // the prefix says so
    await this.#catalog.write([put("class", classId, { appId: app.appId, name })]);
    return classId;
  }

  /** The id is the digest of what it says: an identical definition is the same one. */
  async defineFunction(
    appId: string,
    functionId: string,
    definition: FunctionDefinition,
  ): Promise<DefinitionId> {
    const app = await this.#running(appId);
    checkSettings(definition.settings.autoscaler);
    if (definition.schedule !== undefined) checkSchedule(definition.schedule, this.#clock.nowMs());
    await this.#checkFiles(definition);
    const digest = createHash("sha256")
      .update(encodeDocument([functionId, definition]))
      .digest("hex");
    const definitionId: DefinitionId = `de-${digest.slice(0, idCharacters)}`;
    const definedAtMs = this.#clock.nowMs();
    await this.#catalog.write([
      put("definition", definitionId, { appId: app.appId, definition, definedAtMs }),
    ]);
    return definitionId;
  }

  async defineBuildFunction(
    appId: string,
    definition: FunctionDefinition,
  ): Promise<{ functionId: FunctionId; definitionId: DefinitionId }> {
    const functionId = this.#randomness.id("fu");
    const definitionId = await this.defineFunction(appId, functionId, definition);
    const { appId: ownAppId } = await this.readApp(appId);
    const record = { functionId, appId: ownAppId, tag: definition.tag, build: { definitionId } };
    await this.#catalog.write([
      put("function", functionId, record),
      put("app-function", `${ownAppId}/${functionId}`, {}),
    ]);
    return { functionId, definitionId };
  }

  async readDefinition(definitionId: string): Promise<FunctionDefinition> {
    const stored = await this.#catalog.read("definition", definitionId);
    if (stored === undefined)
      throw new LydianError("not-found", `Definition "${definitionId}" does not exist`);
    return stored.definition;
  }

  /** One write makes all of it live: the app's record names the version's functions and definitions. */
  publish(
    caller: Caller,
    request: PublishRequest,
  ): Promise<{ app: App; isNew: boolean; deployedAtMs: number }> {
    requireClient(caller, "deploy an app");
    return this.#catalog.update(`app ${request.appId}`, async () => {
      const app = await this.#running(request.appId);
      const before = liveVersion(app);
      const functions = request.functions as Record<string, FunctionId>; // checked by #definitions
      const version: AppVersion = {
        version: nextNumber(app),
        deployedAtMs: this.#clock.nowMs(),
        deployedBy: nameOf(caller),
        clientVersion: request.clientVersion,
        tag: request.tag,
        ...(request.isStaged === true ? { isStaged: true } : {}),
        ...(request.commit === undefined ? {} : { commit: request.commit }),
        generation: before?.generation ?? 0,
        functions,
        classes: request.classes as Record<string, ClassId>, // reserved by this app's deploy
        definitions: await this.#definitions(app, before, functions, request.definitions),
      };
      const state = request.state ?? app.state;
      const published: App = {
        ...withVersion(app, version),
        state,
        name: request.name === "" ? app.name : request.name,
        ...(request.tags === undefined ? {} : { tags: checkTags(request.tags) }),
      };
      const changes = await this.#publishChanges(published, version);
      return {
        changes,
        answer: { app: published, isNew: before === undefined, deployedAtMs: version.deployedAtMs },
      };
    });
  }

  /**
   * A new version with the content of another: of an earlier one, of the live one, so that its
   * containers are made anew, or of a staged one.
   */
  repeat(caller: Caller, appId: string, what: Repetition): Promise<App> {
    requireClient(caller, `${verbOf[what.kind]} an app`);
    return this.#catalog.update(`app ${appId}`, async () => {
      const app = await this.#running(appId);
      const live = liveVersion(app);
      if (app.state !== "deployed")
        throw new LydianError(
          "failed-precondition",
          `Cannot ${verbOf[what.kind]} app "${app.name}": it is not deployed`,
        );
      const { isStaged: _isStaged, ...content } = repeated(app, what);
      const number = nextNumber(app);
      const version: AppVersion = {
        ...content,
        version: number,
        deployedAtMs: this.#clock.nowMs(),
        deployedBy: nameOf(caller),
        origin: { kind: what.kind, version: content.version },
        generation: what.kind === "rollover" ? number : (live?.generation ?? 0),
      };
      const after = withVersion(app, version);
      return { changes: await this.#publishChanges(after, version), answer: after };
    });
  }

  setTags(caller: Caller, appId: string, tags: Readonly<Record<string, string>>): Promise<void> {
    requireClient(caller, "label an app");
    return this.#catalog.update(`app ${appId}`, async () => {
      const app = await this.#running(appId);
      return { changes: [put("app", app.appId, { ...app, tags: checkTags(tags) })], answer: undefined };
    });
  }

  /** The overrides of autoscalers end with the version that they were made for. */
  async #publishChanges(app: App, version: AppVersion): Promise<Change[]> {
    const changes: Change[] = [put("app", app.appId, app)];
    if (app.state === "deployed") {
      const key = `${app.environmentName}/${app.name}`;
      const entry = await this.#catalog.read("app-name", key);
      const isTaken = entry?.appId !== undefined && entry.appId !== app.appId;
      if (isTaken)
        throw new LydianError(
          "failed-precondition",
          `Cannot deploy app "${app.name}": another deploy made it meanwhile; deploy again`,
        );
      changes.push(put("app-name", key, { ...entry, appId: app.appId }));
    }
    if (version.isStaged === true) return changes;
    changes.push(...(await planVersion(this.#catalog, app, version)));
    const base = new Set<string>(Object.values(version.functions));
    for (const { key: functionId } of await this.#catalog.list("autoscaler")) {
      const record = await this.#catalog.read("function", functionId);
      const baseId = record?.variant?.base ?? functionId;
      if (record?.appId === app.appId && (base.has(baseId) || record.variant === undefined))
        changes.push(remove("autoscaler", functionId));
    }
    return changes;
  }

  async #definitions(
    app: App,
    before: AppVersion | undefined,
    functions: Readonly<Record<string, FunctionId>>,
    given: Readonly<Record<string, string>>,
  ): Promise<Record<FunctionId, DefinitionId>> {
    const definitions: Record<FunctionId, DefinitionId> = {};
    for (const [tag, functionId] of Object.entries(functions)) {
      const record = await this.#catalog.read("function", functionId);
      if (record?.appId !== app.appId)
        throw new LydianError(
          "invalid-argument",
          `Cannot publish function "${tag}": "${functionId}" is not of app "${app.name}"`,
        );
      const definitionId = given[functionId] ?? before?.definitions[functionId];
      const stored =
        definitionId === undefined ? undefined : await this.#catalog.read("definition", definitionId);
      if (definitionId === undefined || stored?.appId !== app.appId) {
        throw new LydianError("invalid-argument", `Cannot publish function "${tag}": it has no definition`);
      }
      definitions[functionId] = definitionId as DefinitionId; // it was read as one
    }
    return definitions;
  }

  async #ownFunction(app: App, functionId: string | undefined): Promise<FunctionId | undefined> {
    const record =
      functionId === undefined || functionId === ""
        ? undefined
        : await this.#catalog.read("function", functionId);
    return record?.appId === app.appId ? record.functionId : undefined;
  }

  /** Told at the deploy: later it would be a container that cannot start. */
  async #checkFiles({ tag, code }: FunctionDefinition): Promise<void> {
    if (code.language !== "python") return;
    const files = await this.#mounts.filesOf(code.mountIds);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    if (bytes <= placedBytesMax) return;
    const [has, fits] = [bytes, placedBytesMax].map((count) => `${Math.ceil(count / 2 ** 20)} MiB`);
    const message = `Cannot deploy "${tag}": its local files have ${has}, and ${fits} fit into a container; add them to the image with copy=True, or leave some out with ignore=`;
    throw new LydianError("invalid-argument", message);
  }

  async #running(appId: string): Promise<App> {
    const app = await this.readApp(appId);
    if (app.state === "stopped")
      throw new LydianError("failed-precondition", `Cannot change app "${app.name}": it is stopped`);
    return app;
  }
}

function nextNumber(app: App): number {
  return (app.versions.at(-1)?.version ?? 0) + 1;
}

/** The oldest go first, but never the live one: staged ones may follow it in any number. */
function withVersion(app: App, version: AppVersion): App {
  const versions = [...app.versions, version];
  const live = liveVersion({ ...app, versions });
  const kept = versions.slice(-versionsKeptMax);
  return { ...app, versions: live === undefined || kept.includes(live) ? kept : [live, ...kept.slice(1)] };
}

/** An app's own functions and all variants of them. */
export async function functionsOf(catalog: Catalog, appId: AppId): Promise<readonly FunctionId[]> {
  const entries = await catalog.list("app-function", `${appId}/`);
  return entries.map(({ key }) => key.slice(appId.length + 1) as FunctionId); // the key was made of one
}
