/**
 * Containers without processes: a launcher whose programs are functions here, speaking to the real
 * engine through the same sessions as a door.
 */
import type { Engine } from "../../engine/engine.ts";
import type { Launcher } from "../../launch/launcher.ts";
import { LydianError } from "../../model/error.ts";
import { FakeContainer } from "./fake-container.ts";
import type { Surroundings } from "./surroundings.ts";

export interface FakeLauncher extends Launcher {
  /** The engine that new containers speak to. */
  engine: Engine | undefined;
  /** As when the server is killed: all containers go with it, a little later. */
  killAll(): void;
  /** Of a server that stops in order: its containers may be told to leave whatever they run. */
  excuseAll(): void;
}

const bootMsMax = 40;

export function fakeLauncher(surroundings: Surroundings): FakeLauncher {
  const { clock, random, faults } = surroundings;
  const alive = new Set<FakeContainer>();
  const launcher: FakeLauncher = {
    engine: undefined,
    name: "process",
    isolation: { stops: [], doesNotStop: [], limits: { memory: "none", cpu: "none" } },
    async launch(spec) {
      if (random.happens(faults.launchIsRefused))
        throw new LydianError(
          "resource-exhausted",
          "Cannot start a container: the machine has no process left",
        );
      const container = new FakeContainer(spec.containerId, surroundings, () => alive.delete(container));
      alive.add(container);
      const { engine } = launcher;
      clock.after(random.between(1, bootMsMax), () => container.boot(engine));
      return container;
    },
    async sweep() {
      const left = [...alive];
      launcher.killAll();
      await Promise.all(left.map(({ exited }) => exited));
      return left.length;
    },
    killAll() {
      launcher.excuseAll();
      for (const container of alive) container.kill();
    },
    excuseAll() {
      for (const container of alive) container.excuse();
    },
  };
  return launcher;
}
