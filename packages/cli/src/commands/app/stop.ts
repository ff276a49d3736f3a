import { modal } from "@lydian/protocol";
import type { Command } from "commander";
import { confirm } from "../../output/confirm.ts";
import { printResult } from "../../output/print.ts";
import { findApp } from "../../server/find-app.ts";
import { withServer } from "../../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "../options.ts";

/** `lydian app stop APP` */
export function addAppStop(parent: Command): void {
  const command = parent
    .command("stop <app>")
    .description("stop an app: its unfinished calls end, its containers are stopped")
    .option("-y, --yes", "do not ask");
  withExamples(withCommon(command), "lydian app stop my-shared-app --yes").action(stopApp);
}

async function stopApp(app: string, options: CommonOptions & { readonly yes?: boolean }): Promise<void> {
  const appId = await withServer(options, async (server) => {
    const found = await findApp(server, app);
    if (found.state !== "stopped") {
      await confirm(options, `Stop app "${app}" and end its unfinished calls?`);
      const source = modal.client.AppStopSource.APP_STOP_SOURCE_CLI;
      await server.rpc("AppStop", { appId: found.appId, source });
    }
    return found.appId;
  });
  printResult(options, { appId, state: "stopped" }, `App "${app}" is stopped.`);
}
