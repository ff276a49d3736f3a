import { existsSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Listens for containers on a Unix socket, now and whenever it is asked for and its file is gone:
 * cleaners of temporary folders remove what was not touched for long, and no container could start.
 */
export class ContainerSocket {
  readonly #path: string;
  readonly #listen: (path: string) => Promise<void>;
  #opening: Promise<void> | undefined;

  constructor(path: string, listen: (path: string) => Promise<void>) {
    this.#path = path;
    this.#listen = listen;
  }

  /** Resolves when containers can connect. */
  async ensure(): Promise<void> {
    if (this.#opening === undefined && existsSync(this.#path)) return;
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    await this.#opening;
  }

  async #open(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    await this.#listen(this.#path);
    // Containers may run as another user. The directory is private, and each has a secret of its own.
    await chmod(this.#path, 0o666);
  }
}
