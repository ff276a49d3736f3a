/** Changes the app while it runs: new versions and old ones, other settings for the autoscaler; and looks at it. */
import { drawScaling, type Scenario } from "../scenario.ts";
import type { SeededRandomness } from "../seeded-randomness.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { Deployer, Deployment } from "./deployer.ts";

const changes = 6;

export async function operate(
  deployer: Deployer,
  deployment: Deployment,
  world: {
    readonly clock: VirtualClock;
    readonly random: SeededRandomness;
    readonly scenario: Scenario;
  },
): Promise<void> {
  const { clock, random, scenario } = world;
  const functionId = (): string => deployment.functionIds[random.pick(deployment.functions).tag] ?? "";
  const rescale = (): Promise<void> =>
    // Nobody is promised a container: all that are fit any machine.
    deployer.rescale(functionId(), { ...drawScaling(random, true, false), minContainers: 0 });
  const deeds = [() => deployer.checkStats(functionId())];
  if (scenario.rescales) deeds.push(rescale);
  if (scenario.redeploys) {
    deeds.push(
      () => deployer.publish(deployment),
      () => deployer.publish(deployment, () => drawScaling(random, true, false)),
      () => deployer.repeat(deployment, random.pick(["rollback", "rollover"])),
    );
  }
  for (let i = 0; i < changes; i += 1) {
    await clock.sleep(random.between(1, 1_000));
    await random.pick(deeds)();
  }
}
