/** What publishing and stopping an app change of when its functions run by themselves. */
import type { App, AppVersion } from "../../model/app.ts";
import type { AppId } from "../../model/ids.ts";
import type { PlannedFunction, Schedule } from "../../model/schedule.ts";
import { type Catalog, type Change, put, remove } from "../catalog/catalog.ts";
import { nextDueMs } from "../decide/next-due.ts";

export function plannedKey({ appId, functionId }: Pick<PlannedFunction, "appId" | "functionId">): string {
  return `${appId}/${functionId}`;
}

/**
 * A period counts anew from every publication. A cron expression that stays is due when it was, also where
 * that has been missed.
 */
export async function planVersion(
  catalog: Catalog,
  { appId }: App,
  { functions, definitions, deployedAtMs }: AppVersion,
): Promise<readonly Change[]> {
  const obsolete = new Map(
    (await catalog.list("schedule", `${appId}/`)).map(({ key, value }) => [key, value.schedule]),
  );
  const changes: Change[] = [];
  for (const functionId of Object.values(functions)) {
    const stored = await catalog.read("definition", definitions[functionId] ?? "");
    const schedule = stored?.definition.schedule;
    if (schedule === undefined) continue;
    const key = plannedKey({ appId, functionId });
    const dueMs = nextDueMs(schedule, { afterMs: deployedAtMs, anchorMs: deployedAtMs });
    // What would never come was refused when it was defined.
    if (dueMs !== undefined && !isSameCron(obsolete.get(key), schedule))
      changes.push(put("schedule", key, { appId, functionId, schedule, anchorMs: deployedAtMs, dueMs }));
    obsolete.delete(key);
  }
  return [...changes, ...[...obsolete.keys()].map((key) => remove("schedule", key))];
}

export async function planNothing(catalog: Catalog, appId: AppId): Promise<readonly Change[]> {
  return (await catalog.list("schedule", `${appId}/`)).map(({ key }) => remove("schedule", key));
}

function isSameCron(one: Schedule | undefined, other: Schedule): boolean {
  if (one?.kind !== "cron" || other.kind !== "cron") return false;
  return one.expression === other.expression && one.timeZone === other.timeZone;
}
