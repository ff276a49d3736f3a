import type { StandardSchemaV1 } from "@standard-schema/spec";

/** What runs for an input: a function, or a method of the container's one instance. */
export interface Target {
  /** As messages call it, such as `square` or `Greeter.foo`. */
  readonly name: string;
  readonly isGenerator: boolean;
  readonly input?: StandardSchemaV1 | undefined;
  readonly output?: StandardSchemaV1 | undefined;
  invoke(args: readonly unknown[]): unknown;
}

/** The function or class that this container was given. */
export interface Service {
  /** What it runs takes a list for each argument and gives a list: an item for each of several inputs. */
  readonly isBatched: boolean;
  /** What `method` of an input names; `""` for a plain function. Throws where there is no such thing. */
  target(method: string): Target;
  /** Constructs what there is to construct and runs the `enter` hooks. Rejects as user code does. */
  enter(): Promise<void>;
  /** The `exit` hooks, to be run one by one, whatever becomes of the others. */
  readonly exitHooks: readonly (() => unknown)[];
}
