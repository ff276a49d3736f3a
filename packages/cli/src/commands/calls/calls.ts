import type { Command } from "commander";
import { addCancel } from "./cancel.ts";
import { addExplain } from "./explain.ts";
import { addResults } from "./results.ts";
import { addRetry } from "./retry.ts";
import { addStatus } from "./status.ts";

/** What can be done with a call that was started, by its id. */
export function addCalls(program: Command): void {
  for (const add of [addStatus, addResults, addExplain, addRetry, addCancel]) add(program);
}
