import { LoadError } from "./load-error.ts";
import type { Service, Target } from "./target.ts";

/** Serves one plain function. */
export class FunctionService implements Service {
  readonly exitHooks: Service["exitHooks"] = [];
  readonly isBatched: boolean;
  readonly #target: Target;

  constructor(target: Target, isBatched: boolean) {
    this.#target = target;
    this.isBatched = isBatched;
  }

  target(method: string): Target {
    if (method === "") return this.#target;
    throw new LoadError(`Cannot call method "${method}": "${this.#target.name}" is a function, not a class`);
  }

  async enter(): Promise<void> {
    // A function has no hooks.
  }
}
