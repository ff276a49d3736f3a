import type { Command } from "commander";
import type { AppDefinitions, Definition } from "lydian/internal";
import { deployLoaded } from "../deploy/deploy.ts";
import { loadApp } from "../deploy/load.ts";
import { Progress } from "../output/progress.ts";
import { printResult } from "../output/print.ts";
import { withServer } from "../server/server.ts";
import { withCommon, withExamples, type CommonOptions } from "./options.ts";

interface DeployOptions extends CommonOptions {
  readonly name?: string;
  readonly tag?: string;
}

/** `lydian deploy FILE` */
export function addDeploy(program: Command): void {
  const command = program
    .command("deploy <file>")
    .description("put the functions of a file on the server, in place of those it has of that app")
    .option("--name <name>", "name of the app (default: the one in the file)")
    .option("--tag <tag>", "a word for this version, shown in its history");
  withExamples(
    withCommon(command),
    "lydian deploy my_shared_app.ts",
    "lydian deploy my_shared_app.ts --env staging --tag v1.2",
  ).action(deploy);
}

async function deploy(file: string, options: DeployOptions): Promise<void> {
  const startedAtMs = performance.now();
  const progress = new Progress({ isSilent: options.json === true });
  const loaded = await loadApp(file, progress);
  const { app } = loaded;
  const { appId, name, url, isNew, version } = await withServer(options, async (server) => {
    const published = await deployLoaded(server, loaded, { ...options, progress });
    const { lifecycle } = await server.rpc("AppGetLifecycle", { appId: published.appId });
    return { ...published, version: lifecycle?.version ?? 0 };
  });
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(2);
  const fate = isNew ? `deployed in ${seconds} s as version ${version}` : `is still version ${version}`;
  printResult(
    options,
    { name, appId, url, version, isNew, functions: [...app.definitions.values()].map(nameOf) },
    `App "${name}" ${fate}: ${url}\nCall it with: ${callExample(name, app, options)}`,
  );
}

/** As callers say it. */
function nameOf(definition: Definition): string {
  return definition.kind === "class" ? definition.name : definition.tag;
}

function callExample(name: string, app: AppDefinitions, options: DeployOptions): string {
  const [first] = app.definitions.values();
  const method = first?.kind === "class" ? [...first.methods.keys()][0] : undefined;
  const target = first?.kind === "class" ? `${first.name}.${method ?? "METHOD"}` : (first?.tag ?? "FUNCTION");
  const environment = options.env === undefined ? "" : ` --env ${options.env}`;
  return `lydian call ${name} ${target} …${environment}`;
}
