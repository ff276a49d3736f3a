/** A server in other surroundings than those of its machine, for `@lydian/testing`; nothing here is promised to stay. */
export type { ServerOptions } from "./config.ts";
export type { Clock, Timer } from "./engine/clock.ts";
export type { Engine } from "./engine/engine.ts";
export type { ContainerConnection } from "./images/container-images.ts";
export type { LaunchedContainer, Launcher } from "./launch/launcher.ts";
export { startServerIn, type RunningServer } from "./main.ts";
export type { ContainerInfo } from "./model/container.ts";
export type { Store } from "./store/store.ts";
export { type Surroundings, thisMachine } from "./surroundings.ts";
