/** After the faults: everything that was begun must come to its end, in time, and nothing may be left. */
import { appSilenceMsMax, cancelGraceMs } from "../engine/limits.ts";
import type { Caller } from "./clients/caller.ts";
import type { Connection } from "./clients/connection.ts";
import type { Deployer, Deployment } from "./clients/deployer.ts";
import { checkSchedule } from "./history/due-times.ts";
import type { History } from "./history/history.ts";
import type { Server } from "./server.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** In simulated time: the longest queue that clients can make, run by a single container, and then some. */
const endMsMax = 240_000;
/** Everything that was made, once more. */
const readMsMax = 20_000;
/** What does not let go when it is told to, then the longest window, and what an idle container may outlive it by. */
const windowMsMax = cancelGraceMs + 1_000 + 2_000 + 2_000;
/** Silence, the sweeps that notice it, and calls that end with their app. */
const goneMsMax = appSilenceMsMax + 45_000;

export interface Settling {
  readonly clock: VirtualClock;
  readonly history: History;
  readonly server: Server;
  readonly connection: Connection;
  readonly deployer: Deployer;
  readonly deployment: Deployment;
  readonly guests: readonly Deployment[];
  readonly callers: readonly Caller[];
  /** Clients that are not done. */
  readonly busyClients: () => number;
  readonly watch: (work: Promise<unknown>) => void;
}

export async function settle(settling: Settling): Promise<void> {
  const { clock, history, deployment, busyClients, watch } = settling;
  await letEverythingEnd(settling);
  if (busyClients() > 0)
    history.violations.complain("L2", `${busyClients()} clients were not answered within ${endMsMax} ms`);
  await clock.run(() => false, windowMsMax);
  const idle = deployment.functions.filter(({ schedule }) => schedule === undefined);
  history.fleet.checkQuiet(idle.map(({ tag }) => deployment.functionIds[tag] ?? ""));
  if (settling.guests.length > 0) await clock.run(() => false, goneMsMax);
  watch(readEverything(settling));
  await clock.run(() => false, readMsMax);
  history.answers.finish();
}

/** L1. What a schedule calls for meanwhile is not waited for, or there would be no end. */
async function letEverythingEnd({ clock, history, busyClients }: Settling): Promise<void> {
  const { commits, violations } = history;
  const called = [...commits.functions].filter(([, { schedule }]) => schedule === undefined);
  const scheduled = [...commits.inputs.values()].filter(({ finishedBy }) => finishedBy === undefined);
  const isOver = (): boolean =>
    busyClients() === 0 &&
    called.every(([functionId]) => commits.unfinishedOf(functionId) === 0) &&
    scheduled.every(({ finishedBy }) => finishedBy !== undefined);
  const fromMs = clock.nowMs();
  await clock.run(isOver, endMsMax);
  for (const { call, index, finishedBy, claimedBy } of commits.inputs.values()) {
    if (finishedBy !== undefined || call.createdAtMs > fromMs + endMsMax / 2) continue;
    const where = claimedBy === undefined ? "queued" : `claimed by ${claimedBy}`;
    const waitedMs = clock.nowMs() - fromMs;
    if (!isOver())
      violations.complain(
        "L1",
        `${call.callId}/${index} is still ${where} ${waitedMs} ms after the last fault`,
      );
  }
}

async function readEverything(settling: Settling): Promise<void> {
  const { history, deployer, deployment, guests, callers, clock, server } = settling;
  const { complain } = history.violations;
  const app = await deployer.read(deployment.appId);
  history.versions.finish(app);
  for (const { tag, schedule } of deployment.functions) {
    const functionId = deployment.functionIds[tag] ?? "";
    await deployer.checkStats(functionId);
    if (schedule === undefined) continue;
    const calledAtMs = [...history.commits.calls.values()]
      .filter((call) => call.functionId === functionId)
      .map(({ createdAtMs }) => createdAtMs);
    const seen = { app, calledAtMs, uptimes: server.uptimes, untilMs: clock.nowMs() };
    checkSchedule(complain, schedule, seen);
  }
  for (const { appId } of guests) {
    const { state } = await deployer.read(appId);
    if (state !== "stopped") complain("L5", `app ${appId} is "${state}" though its client is gone`);
    else history.apps.stopped(appId);
  }
  for (const caller of callers) await caller.readAll();
}
