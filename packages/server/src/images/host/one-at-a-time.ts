/** Lets one make what several want at once, each thing by its name. */
export class OneAtATime {
  readonly #making = new Map<string, Promise<unknown>>();

  /**
   * What `find` finds, or what `make` makes if nobody else does. Who waited in vain makes it himself: the
   * build that did may just have been ended.
   */
  async get<T>(name: string, find: () => Promise<T | undefined>, make: () => Promise<T>): Promise<T> {
    for (;;) {
      const found = await find();
      if (found !== undefined) return found;
      const other = this.#making.get(name);
      if (other === undefined) break;
      await other.catch(() => undefined);
    }
    const making = make();
    this.#making.set(name, making);
    try {
      return await making;
    } finally {
      this.#making.delete(name);
    }
  }
}
