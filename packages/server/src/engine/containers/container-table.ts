import type { Container } from "./container.ts";

/** All containers that live, by id. */
export class ContainerTable {
  readonly #containers = new Map<string, Container>();

  add(container: Container): void {
    this.#containers.set(container.containerId, container);
  }

  remove(container: Container): void {
    this.#containers.delete(container.containerId);
  }

  find(containerId: string): Container | undefined {
    return this.#containers.get(containerId);
  }

  get size(): number {
    return this.#containers.size;
  }

  [Symbol.iterator](): IterableIterator<Container> {
    return this.#containers.values();
  }
}
