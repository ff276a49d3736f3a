/** What an app's code says, for whoever deploys it or runs it. */
import type { Client } from "./client.ts";
import type { AppOptions, FunctionOptions } from "./options.ts";
import type { Parameters } from "./cls/parameter.ts";

/** Marks an `App` wherever this package was loaded from; its value is the app's definitions. */
export const appBrand: unique symbol = Symbol.for("lydian.App");

/** A function as user code wrote it. */
export type Handler = (...args: never[]) => unknown;

/** One that takes a list for each argument, and gives a list of results. */
export type BatchHandler = (...lists: never[][]) => readonly unknown[] | Promise<readonly unknown[]>;

export interface FunctionDefinition {
  readonly kind: "function" | "generator";
  /** The name it is called by. */
  readonly tag: string;
  /** The app's defaults included. */
  readonly options: FunctionOptions;
  readonly handler: Handler;
}

export interface ClsDefinition {
  readonly kind: "class";
  readonly name: string;
  /** `Name.*`, the one function behind all methods. */
  readonly tag: string;
  /** The app's defaults included. */
  readonly options: FunctionOptions;
  /** Constructed with the parameters by name. */
  readonly class: new (parameters: never) => object;
  readonly methods: ReadonlyMap<string, { readonly isGenerator: boolean }>;
  readonly parameters: Parameters;
  /** Methods to call before the first input, and before the container ends. */
  readonly enter: readonly string[];
  readonly exit: readonly string[];
}

export type Definition = FunctionDefinition | ClsDefinition;

/** Something that `lydian run` can start. */
export interface Entrypoint {
  /** Absent: it goes by the name that it is exported under. */
  readonly name?: string;
  readonly run: (...args: never[]) => unknown;
}

/** A running app, which gives its handles their ids. */
export interface HydratedApp {
  readonly appId: string;
  /** Tag to function id. */
  readonly functionIds: ReadonlyMap<string, string>;
  readonly client: Client;
}

export interface AppDefinitions {
  /** Empty if it was given none. */
  readonly name: string;
  readonly options: AppOptions;
  /** By tag. */
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly entrypoints: readonly Entrypoint[];
  /** Set once the app runs; see `hydrateApp`. */
  hydrated: HydratedApp | undefined;
}

/** The definitions of an `App`, or `undefined` for anything else. */
export function definitionsOf(value: unknown): AppDefinitions | undefined {
  if (typeof value !== "object" || value === null || !(appBrand in value)) return undefined;
  return value[appBrand] as AppDefinitions; // the brand is ours alone
}

let isAnyHydrated = false;

/** Whether somebody said which app's ids are whose in this process. */
export function isAnyAppHydrated(): boolean {
  return isAnyHydrated;
}

/** Lets the handles of an app that runs be called from this process. */
export function hydrateApp(app: AppDefinitions, hydrated: HydratedApp): void {
  app.hydrated = hydrated;
  isAnyHydrated = true;
}
