import { fileURLToPath } from "node:url";

/** The program's file, for those who start it as a process: `node <binPath> up`. */
export const binPath: string = fileURLToPath(new URL("../bin/lydian.mjs", import.meta.url));

export { deployFile, type DeployedApp } from "./deploy/deploy-file.ts";
