export type { ServerOptions } from "./config.ts";
export { type RunningServer, startServer } from "./main.ts";
export { LydianError } from "./model/error.ts";
