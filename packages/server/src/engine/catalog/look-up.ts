/** Finds functions by name or id and puts together what is in force: definition, variant, overrides. */
import { type App, type AppVersion, liveVersion } from "../../model/app.ts";
import type { FunctionDefinition, FunctionRecord, ResolvedFunction } from "../../model/definition.ts";
import { LydianError } from "../../model/error.ts";
import type { ClassId, DefinitionId, FunctionId } from "../../model/ids.ts";
import type { FunctionSettings, SettingsOverrides } from "../../model/settings.ts";
import { type Catalog, put } from "./catalog.ts";
import type { Environments } from "../engine.ts";
import { resolvedKeptMax } from "../limits.ts";
import { variantId } from "./variant-id.ts";

export class LookUp {
  readonly #catalog: Catalog;
  readonly #environments: Pick<Environments, "read">;
  readonly #resolved = new Map<string, ResolvedFunction>();

  constructor(catalog: Catalog, environments: Pick<Environments, "read">) {
    this.#catalog = catalog;
    this.#environments = environments;
  }

  /** What is in force now, if it was asked for before; for the path of every call. */
  peek(functionId: string): ResolvedFunction | undefined {
    return this.#resolved.get(functionId);
  }

  /** Something about functions has changed: forget what was put together. */
  forget(): void {
    this.#resolved.clear();
  }

  /** Rejects with `not-found`; with `failed-precondition` if its app is stopped. */
  async resolve(functionId: string): Promise<ResolvedFunction> {
    const known = this.#resolved.get(functionId);
    if (known !== undefined) return known;
    const record = isFunctionId(functionId) ? await this.#catalog.read("function", functionId) : undefined;
    if (record === undefined) throw new LydianError("not-found", `Function "${functionId}" does not exist`);
    const app = await this.#catalog.read("app", record.appId);
    if (app === undefined || app.state === "stopped") {
      throw new LydianError(
        "failed-precondition",
        `Cannot use function "${record.tag}": app "${app?.name ?? record.appId}" is stopped`,
      );
    }
    const resolved = await this.#resolveIn(record, app);
    if (this.#resolved.size >= resolvedKeptMax) this.#resolved.clear();
    this.#resolved.set(functionId, resolved);
    return resolved;
  }

  async lookUp(request: {
    readonly appName: string;
    readonly tag: string;
    readonly environmentName: string;
    readonly version: number;
  }): Promise<ResolvedFunction> {
    const { app, version } = await this.#deployed(request.appName, request.environmentName, request.version);
    const functionId = version.functions[request.tag];
    if (functionId === undefined) {
      const names = Object.keys(version.functions).map((tag) => describeTag(tag).replace(/^function /, ""));
      throw new LydianError(
        "not-found",
        `App "${app.name}" has no ${describeTag(request.tag)}; it has ${names.join(", ") || "none"}`,
      );
    }
    if (request.version === 0) return this.resolve(functionId);
    return this.resolve(await this.#pin(app, functionId, request.tag, version.version));
  }

  async lookUpClass(request: {
    readonly appName: string;
    readonly name: string;
    readonly environmentName: string;
  }): Promise<ClassId> {
    const { app, version } = await this.#deployed(request.appName, request.environmentName, 0);
    const classId = version.classes[request.name];
    if (classId === undefined)
      throw new LydianError("not-found", `App "${app.name}" has no class "${request.name}"`);
    return classId;
  }

  async #deployed(
    appName: string,
    environmentName: string,
    number: number,
  ): Promise<{ app: App; version: AppVersion }> {
    const environment = await this.#environments.read(environmentName);
    const entry = await this.#catalog.read("app-name", `${environment.name}/${appName}`);
    const app = entry?.appId && (await this.#catalog.read("app", entry.appId));
    const live = app && liveVersion(app);
    if (!app || !live)
      throw new LydianError(
        "not-found",
        `App "${appName}" is not deployed in environment "${environment.name}"`,
      );
    const version = number === 0 ? live : app.versions.find((candidate) => candidate.version === number);
    if (version === undefined)
      throw new LydianError(
        "not-found",
        `App "${appName}" has no version ${number}; the live one is ${live.version}`,
      );
    return { app, version };
  }

  async #pin(app: App, base: FunctionId, tag: string, version: number): Promise<FunctionId> {
    const functionId = variantId(base, {}, {}, version);
    const variant = { base, parameters: {}, overrides: {}, pinnedVersion: version };
    if ((await this.#catalog.read("function", functionId)) === undefined) {
      await this.#catalog.write([
        put("function", functionId, { functionId, appId: app.appId, tag, variant }),
        put("app-function", `${app.appId}/${functionId}`, {}),
      ]);
    }
    return functionId;
  }

  /** A build's function is as it was defined, in whatever state its app is. */
  async #resolveBuild(
    { functionId, appId, tag }: FunctionRecord,
    { definitionId, imageId }: NonNullable<FunctionRecord["build"]>,
    app: App,
  ): Promise<ResolvedFunction> {
    const stored = await this.#catalog.read("definition", definitionId);
    if (stored === undefined || stored.definition.code.language !== "python")
      throw new LydianError("not-found", `Function "${tag}", which makes an image, is gone: deploy again`);
    const { code, ...rest } = stored.definition;
    const definition: FunctionDefinition = {
      ...rest,
      code: imageId === undefined ? code : { ...code, buildsImageId: imageId },
    };
    return {
      functionId,
      baseFunctionId: functionId,
      appId,
      appName: app.name,
      environmentName: app.environmentName,
      definitionId,
      definition,
      settings: stored.definition.settings,
      parameters: {},
      generation: 0,
    };
  }

  async #resolveIn(record: FunctionRecord, app: App): Promise<ResolvedFunction> {
    if (record.build !== undefined) return this.#resolveBuild(record, record.build, app);
    const baseFunctionId = record.variant?.base ?? record.functionId;
    const pinned = record.variant?.pinnedVersion;
    const version =
      pinned === undefined
        ? liveVersion(app)
        : app.versions.find((candidate) => candidate.version === pinned);
    const definitionId: DefinitionId | undefined = version?.definitions[baseFunctionId];
    const stored = definitionId && (await this.#catalog.read("definition", definitionId));
    if (!definitionId || !stored) {
      throw new LydianError(
        "not-found",
        `App "${app.name}" has no ${describeTag(record.tag)} in its ${pinned === undefined ? "live version" : `version ${pinned}`}`,
      );
    }
    const scaling = await this.#catalog.read("autoscaler", record.functionId);
    return {
      functionId: record.functionId,
      baseFunctionId,
      appId: app.appId,
      appName: app.name,
      environmentName: app.environmentName,
      definitionId,
      generation: version?.generation ?? 0,
      definition: stored.definition,
      settings: withOverrides(
        withOverrides(stored.definition.settings, record.variant?.overrides),
        scaling && { autoscaler: scaling },
      ),
      parameters: record.variant?.parameters ?? {},
    };
  }
}

/** What is absent in the overrides is inherited. */
export function withOverrides(
  settings: FunctionSettings,
  overrides: SettingsOverrides | undefined,
): FunctionSettings {
  if (overrides === undefined) return settings;
  const { autoscaler, ...rest } = overrides;
  return { ...settings, ...rest, autoscaler: { ...settings.autoscaler, ...autoscaler } };
}

function describeTag(tag: string): string {
  return tag.endsWith(".*") ? `class "${tag.slice(0, -2)}"` : `function "${tag}"`;
}

function isFunctionId(text: string): text is FunctionId {
  return text.startsWith("fu-");
}
