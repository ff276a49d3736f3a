import type { Client } from "lydian/internal";
import { Progress } from "../output/progress.ts";
import { serverOf } from "../server/server.ts";
import { deployLoaded } from "./deploy.ts";
import { loadApp } from "./load.ts";

/** An app that is live. */
export interface DeployedApp {
  readonly name: string;
  readonly appId: string;
  /** Where people look at it. */
  readonly url: string;
  /** By tag: the name of a function, `Name.*` for a class. */
  readonly functionIds: ReadonlyMap<string, string>;
}

/**
 * What `lydian deploy` does, without a word: bundles a file, runs its top level here, and puts the one App
 * that it exports on the server, in the client's environment.
 *
 * @throws an error that says what to do if the file does not compile, throws, or exports no App
 */
export async function deployFile(
  client: Client,
  file: string,
  options: { readonly name?: string; readonly tag?: string } = {},
): Promise<DeployedApp> {
  const progress = new Progress({ isSilent: true });
  const loaded = await loadApp(file, progress);
  const { name, appId, url, functionIds } = await deployLoaded(serverOf(client), loaded, {
    ...options,
    progress,
  });
  return { name, appId, url, functionIds };
}
