/**
 * A client whose app lives as long as it does: it beats, calls, and ends in one of the ways in which clients do.
 *
 * - L5. Its app ends: at once where somebody said so, else once the silence has lasted; a detached one with its
 *   last call.
 */
import type { History } from "../history/history.ts";
import { settingsDefaults } from "../../model/settings.ts";
import type { SeededRandomness } from "../seeded-randomness.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { Caller } from "./caller.ts";
import type { Connection } from "./connection.ts";
import { client, type Deployer, type Deployment } from "./deployer.ts";

const callsOfGuest = 3;
const beatMs = 15_000;

export async function visit(
  {
    connection,
    deployer,
    caller,
  }: { readonly connection: Connection; readonly deployer: Deployer; readonly caller: Caller },
  world: { readonly clock: VirtualClock; readonly random: SeededRandomness; readonly history: History },
  guests: Deployment[],
): Promise<void> {
  const { clock, random, history } = world;
  const state = random.pick(["ephemeral", "detached"] as const);
  const autoscaler = { minContainers: 0, maxContainers: 2, bufferContainers: 0, scaledownWindowMs: 500 };
  const functions = [
    {
      tag: "guest",
      kind: "function",
      settings: { ...settingsDefaults, timeoutMs: 10_000, startupTimeoutMs: 2_000, autoscaler },
    },
  ] as const;
  const deployment = await deployer.create("guest", state, functions);
  await deployer.publish(deployment);
  guests.push(deployment);
  let isThere = true;
  const beat = (): void => {
    if (!isThere) return;
    // A beat that is lost is followed by another.
    connection.askOnce((engine) => engine.apps.heartbeat(deployment.appId));
    clock.after(beatMs, beat);
  };
  beat();
  await caller.callAgainAndAgain(deployment, callsOfGuest);
  isThere = false;
  const end = random.pick(["leaves", "vanishes", "stops"]);
  // Calls of a detached app go on without its client.
  if (end === "stops") await deployer.stop(deployment);
  else if (state === "ephemeral") history.apps.ending(deployment.appId);
  if (end !== "leaves") return;
  await connection.ask((engine) => engine.apps.disconnect(client, deployment.appId));
  if (state === "ephemeral") history.apps.stopped(deployment.appId);
}
