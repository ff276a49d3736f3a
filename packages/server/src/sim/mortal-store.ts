import type { Store } from "../store/store.ts";

/**
 * A store as one server sees it: when the server dies, what it asked may still be committed, but it
 * never learns so, and asks nothing more.
 */
export function mortalStore(store: Store): { readonly store: Store; readonly die: () => void } {
  let isDead = false;
  const never = (): Promise<never> => new Promise(() => {});
  const mortal = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const verb: unknown = Reflect.get(target, name, target);
        if (typeof verb !== "function") return verb;
        return async (...args: readonly unknown[]): Promise<unknown> => {
          if (isDead) return never();
          try {
            const answer: unknown = await Reflect.apply(verb, target, args);
            return isDead ? await never() : answer;
          } catch (error) {
            if (isDead) return await never();
            throw error;
          }
        };
      },
    });
  return {
    store: {
      records: mortal(store.records),
      calls: mortal(store.calls),
      logs: mortal(store.logs),
      dicts: mortal(store.dicts),
      queues: mortal(store.queues),
      close: never,
    },
    die: () => {
      isDead = true;
    },
  };
}
