import type { Store } from "@lydian/server/testing";

/** Sees when the store has something to do. */
export class StoreWatch {
  #underWay = 0;
  #lastMs = 0;

  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  /** For how long nothing was asked of it. */
  get stillMs(): number {
    return this.isBusy ? 0 : performance.now() - this.#lastMs;
  }

  around(store: Store): Store {
    const { records, calls, logs, dicts, queues } = store;
    return {
      records: this.#watched(records),
      calls: this.#watched(calls),
      logs: this.#watched(logs),
      dicts: this.#watched(dicts),
      queues: this.#watched(queues),
      close: () => store.close(),
    };
  }

  #watched<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const verb: unknown = Reflect.get(target, name, target);
        if (typeof verb !== "function") return verb;
        return async (...args: readonly unknown[]): Promise<unknown> => {
          this.#underWay += 1;
          try {
            return (await Reflect.apply(verb, target, args)) as unknown;
          } finally {
            this.#underWay -= 1;
            this.#lastMs = performance.now();
          }
        };
      },
    });
  }
}
