/** Parts of the server for those who measure them alone; nothing here is promised to stay. */
export { GrpcDoor } from "./doors/grpc/grpc-door.ts";
export { prepareRuntimeImage } from "./images/typescript/runtime-image.ts";
export { chooseLauncher } from "./launch/choose-launcher.ts";
export type { Launcher } from "./launch/launcher.ts";
export { LydianError } from "./model/error.ts";
export type { ContainerId } from "./model/ids.ts";
export type { Durability } from "./store/durability.ts";
export { openSqliteStore } from "./store/sqlite/open-store.ts";
export type { Store } from "./store/store.ts";
