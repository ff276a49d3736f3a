import type { Clock } from "./engine/clock.ts";
import type { ContainerConnection } from "./images/container-images.ts";
import type { Launcher } from "./launch/launcher.ts";
import type { Store } from "./store/store.ts";
import { systemClock } from "./system-clock.ts";

/** What a server stands on, and what may come in between, which only tests have otherwise. */
export interface Surroundings {
  readonly clock: Clock;
  /** Where containers' runtimes are kept. Absent: in the state directory. */
  readonly images?: string;
  /** The store as the server sees it. */
  readonly aroundStore: (store: Store) => Store;
  /** The launcher as the server sees it. */
  readonly aroundLauncher: (launcher: Launcher) => Launcher;
  /** The way to the server as containers are told. */
  readonly aroundConnection: (connection: ContainerConnection) => ContainerConnection;
}

export const thisMachine: Surroundings = {
  clock: systemClock,
  aroundStore: (store) => store,
  aroundLauncher: (launcher) => launcher,
  aroundConnection: (connection) => connection,
};
