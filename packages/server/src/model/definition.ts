import type { AppId, BlobId, DefinitionId, FunctionId, ImageId, MountId } from "./ids.ts";
import type { PayloadFormat } from "./payload.ts";
import type { Schedule } from "./schedule.ts";
import type { FunctionSettings, SettingsOverrides } from "./settings.ts";

/** `class` is the one service function behind all methods of a class. */
export type FunctionKind = "function" | "generator" | "class";

/** Where the code of a function comes from, and what runs it. */
export type Code = TypeScriptCode | PythonCode;

export interface TypeScriptCode {
  readonly language: "typescript";
  /** The bundle, an ES module, and its source map. */
  readonly bundleBlobId: BlobId;
  readonly sourceMapBlobId?: BlobId;
}

export interface PythonCode {
  readonly language: "python";
  readonly imageId: ImageId;
  /** Files of the function, in the order of their ids: the client names them in none. */
  readonly mountIds: readonly MountId[];
  /** Of the client that deployed it: the function runs with the same one. */
  readonly clientVersion: string;
  /** It runs in the image that it makes, and what it changes there is kept. */
  readonly buildsImageId?: ImageId;
}

export interface MethodDefinition {
  readonly kind: "function" | "generator";
}

/** A class parameter as its author declared it. */
export interface ParameterSpec {
  readonly name: string;
  readonly type: "string" | "int" | "bytes" | "bool";
  /** Absent: the caller must give it. */
  readonly default?: string | number | bigint | Uint8Array | boolean;
}

/** What `deploy` says of a function. Immutable: a change makes a new definition. */
export interface FunctionDefinition {
  /** The name it is called by; `Name.*` for a class. */
  readonly tag: string;
  readonly kind: FunctionKind;
  readonly code: Code;
  /** By method name; empty unless `kind` is `class`. */
  readonly methods: Readonly<Record<string, MethodDefinition>>;
  readonly parameters: readonly ParameterSpec[];
  readonly settings: FunctionSettings;
  /** When it runs by itself, without arguments, while its app is deployed or runs. */
  readonly schedule?: Schedule;
  readonly inputFormats: readonly PayloadFormat[];
  readonly outputFormats: readonly PayloadFormat[];
  /** The message it arrived in, kept whole for whoever must echo fields that we do not read. */
  readonly wire: Uint8Array;
}

/** Values of a class's parameters by name, defaults applied, in the order of their names. */
export type ParameterValues = Readonly<Record<string, string | number | bigint | Uint8Array | boolean>>;

/** What a variant of a class is made with: declared parameters, or the pickled arguments of a Python constructor, opaque. */
export type BoundParameters = ParameterValues | Uint8Array;

/**
 * A function that can be called. Its definition is that of its base in the app's live version, or
 * in `pinnedVersion`; a variant adds parameters and overrides and scales by itself.
 */
export interface FunctionRecord {
  readonly functionId: FunctionId;
  readonly appId: AppId;
  readonly tag: string;
  readonly variant?: {
    readonly base: FunctionId;
    readonly parameters: BoundParameters;
    readonly overrides: SettingsOverrides;
    readonly pinnedVersion?: number;
  };
  /** It makes an image, and is in no version of its app. The image is known once its build begins. */
  readonly build?: { readonly definitionId: DefinitionId; readonly imageId?: ImageId };
}

/** A function, its definition in force and its settings with all overrides applied. */
export interface ResolvedFunction {
  readonly functionId: FunctionId;
  readonly baseFunctionId: FunctionId;
  readonly appId: AppId;
  readonly appName: string;
  readonly environmentName: string;
  readonly definitionId: DefinitionId;
  /** Grows when an app's containers are to be made anew although its definitions stay. */
  readonly generation: number;
  readonly definition: FunctionDefinition;
  readonly settings: FunctionSettings;
  readonly parameters: BoundParameters;
}
