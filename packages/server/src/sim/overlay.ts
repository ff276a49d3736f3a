/** An object of a port with some of its verbs done in another way. */
export function overlaid<T extends object>(port: T, verbs: Partial<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const own: unknown = Reflect.get(verbs, name);
      if (own !== undefined) return own;
      const verb: unknown = Reflect.get(target, name, target);
      if (typeof verb !== "function") return verb;
      // Classes with private fields know nobody else than themselves.
      return (...args: readonly unknown[]): unknown => Reflect.apply(verb, target, args);
    },
  });
}
