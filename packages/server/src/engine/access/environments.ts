import type { Caller } from "../../model/caller.ts";
import type { Environment } from "../../model/environment.ts";
import { LydianError } from "../../model/error.ts";
import type { Randomness } from "../../model/ids.ts";
import { requireClient } from "./access.ts";
import { type Catalog, put, remove } from "../catalog/catalog.ts";
import type { Clock } from "../clock.ts";
import type { Environments } from "../engine.ts";

export const defaultEnvironmentName = "main";

/** As the official clients check names before they send them. */
const namePattern = /^(?!en-)[a-zA-Z0-9][a-zA-Z0-9-_.]{0,63}$/;

/** `onDelete` ends what lives in an environment, before its record goes. */
export function createEnvironments(
  catalog: Catalog,
  clock: Clock,
  randomness: Randomness,
  onDelete: (caller: Caller, environment: Environment) => Promise<void>,
): Environments {
  async function read(name: string): Promise<Environment> {
    if (name !== "") {
      const environment = await catalog.read("environment", name);
      if (environment !== undefined) return environment;
      throw new LydianError(
        "not-found",
        `Environment "${name}" does not exist; create it with \`lydian environment create ${name}\``,
      );
    }
    const all = await list();
    const found = all.find((environment) => environment.isDefault);
    return found ?? create_(defaultEnvironmentName, true);
  }

  async function list(): Promise<readonly Environment[]> {
    return (await catalog.list("environment")).map(({ value }) => value);
  }

  async function create_(name: string, isDefault: boolean): Promise<Environment> {
    checkName(name);
    const environment = { environmentId: randomness.id("en"), name, isDefault, createdAtMs: clock.nowMs() };
    await catalog.write([put("environment", name, environment, true)]).catch((error: unknown) => {
      throw refusedAsExisting(error, name);
    });
    return environment;
  }

  return {
    list,
    read,
    create(caller, name) {
      requireClient(caller, "create an environment");
      return create_(name, false);
    },
    async rename(caller, name, newName) {
      requireClient(caller, "rename an environment");
      checkName(newName);
      const environment = await read(name);
      const isEmpty = (await catalog.list("app-name", `${environment.name}/`)).length === 0;
      if (!isEmpty)
        throw new LydianError(
          "failed-precondition",
          `Cannot rename environment "${name}": it has apps, which are known by its name`,
        );
      const renamed = { ...environment, name: newName };
      await catalog
        .write([put("environment", newName, renamed, true), remove("environment", environment.name)])
        .catch((error: unknown) => {
          throw refusedAsExisting(error, newName);
        });
      return renamed;
    },
    async delete(caller, name) {
      requireClient(caller, "delete an environment");
      const environment = await read(name);
      if (environment.isDefault)
        throw new LydianError(
          "failed-precondition",
          `Cannot delete environment "${environment.name}": it is the default`,
        );
      await onDelete(caller, environment);
      await catalog.write([remove("environment", environment.name)]);
    },
  };
}

function checkName(name: string): void {
  if (namePattern.test(name)) return;
  throw new LydianError(
    "invalid-argument",
    `Cannot name an environment "${name}": a name begins with a letter or digit, has letters, digits, "-", "_" and "." only, and at most 64 of them`,
  );
}

function refusedAsExisting(error: unknown, name: string): unknown {
  const isThere = error instanceof LydianError && error.kind === "already-exists";
  return isThere ? new LydianError("already-exists", `Environment "${name}" exists`) : error;
}
