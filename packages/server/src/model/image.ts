import type { FunctionId, ImageId, SecretId } from "./ids.ts";
import type { Payload } from "./payload.ts";
import type { MountedFile } from "./mount.ts";

/** What an image is made of: the Python of this machine, or another image. */
export type ImageBase =
  | { readonly kind: "python"; readonly version: string }
  | { readonly kind: "image"; readonly imageId: ImageId };

/** One thing that is done to an image, after the one before it. Variables are filled in already. */
export type ImageStep =
  | {
      readonly kind: "run";
      /** The program and its arguments, the shell among them. */
      readonly command: readonly string[];
      /** As its author wrote it. */
      readonly text: string;
      /** Variables for this step alone. */
      readonly variables: Readonly<Record<string, string>>;
    }
  | { readonly kind: "env"; readonly name: string; readonly value: string }
  | { readonly kind: "workdir"; readonly path: string }
  | { readonly kind: "copy"; readonly text: string; readonly files: readonly MountedFile[] }
  /** The program uv, at this path. */
  | { readonly kind: "uv"; readonly path: string }
  /** A function that is called once, in the image. `digest` is that of its code and what it refers to. */
  | { readonly kind: "function"; readonly name: string; readonly digest: string; readonly argument: Payload }
  /** Packages of the machine's system, which it must have. */
  | { readonly kind: "system-packages"; readonly names: readonly string[] };

/** What an image hands on to those made of it, and to its containers. */
export interface ImageSurroundings {
  /** What it sets; `PATH` is always there. */
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  /** What `RUN` lines are given to. */
  readonly shell: readonly string[];
}

/** What an author asked for, put into our words. Pure data: the same words make the same image. */
export interface ImageRecipe {
  readonly base: ImageBase;
  readonly steps: readonly ImageStep[];
  /** After the last step. */
  readonly surroundings: ImageSurroundings;
  /** What is not as its author may expect, in sentences. */
  readonly warnings: readonly string[];
}

/** An image, built or not. The same content has the same id. */
export interface Image {
  readonly imageId: ImageId;
  readonly recipe: ImageRecipe;
  /** Given to its `RUN` lines. */
  readonly secretIds: readonly SecretId[];
  /** What its `function` step calls, as it was defined last. */
  readonly buildFunctionId?: FunctionId;
  /** Such as "3.11". */
  readonly pythonVersion: string;
  /** The rules that its author's client followed, such as "2025.06". */
  readonly builderVersion: string;
  readonly createdAtMs: number;
  /** When a client asked for it last, to the day. */
  readonly usedAtMs: number;
}

/** Where an image keeps its virtual environment, as its containers see it. */
export const venvPath = "/opt/venv";

/** Where uv is, if an image asks for it by name alone. */
export const uvPath = "/.uv/uv";

/** What an image of nothing but Python hands on. */
export const plainSurroundings: ImageSurroundings = {
  environment: {
    PATH: `${venvPath}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  },
  workingDirectory: "/root",
  shell: ["/bin/sh", "-c"],
};
