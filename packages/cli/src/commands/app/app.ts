import type { Command } from "commander";
import { addAppHistory } from "./history.ts";
import { addAppList } from "./list.ts";
import { addAppLogs } from "./logs.ts";
import { addAppRollback } from "./rollback.ts";
import { addAppStop } from "./stop.ts";

/** `lydian app …` */
export function addApp(program: Command): void {
  const parent = program.command("app").description("apps: what is deployed, its logs and its versions");
  addAppList(parent);
  addAppLogs(parent);
  addAppHistory(parent);
  addAppRollback(parent);
  addAppStop(parent);
}
