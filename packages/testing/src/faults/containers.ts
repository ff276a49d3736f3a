import type { ContainerInfo, LaunchedContainer, Launcher } from "@lydian/server/testing";

/** A container that runs now. */
export interface TestContainer {
  readonly id: string;
  readonly appName: string;
  /** As callers say it; `Name.*` for a class. */
  readonly functionName: string;
  /** `booting` until its enter hooks are done, `draining` once it takes nothing more. */
  readonly state: ContainerInfo["state"];
  readonly runningInputs: number;
  /** `kill -9` to all of it. Resolves when none of its processes is left. What it ran will run again elsewhere. */
  kill(): Promise<void>;
}

/** Knows the processes of the containers that a launcher started. */
export class Processes {
  readonly #launched = new Map<string, LaunchedContainer>();

  around(launcher: Launcher): Launcher {
    return {
      name: launcher.name,
      isolation: launcher.isolation,
      sweep: () => launcher.sweep(),
      launch: async (spec) => {
        const container = await launcher.launch(spec);
        this.#launched.set(spec.containerId, container);
        void container.exited.then(() => this.#launched.delete(spec.containerId));
        return container;
      },
    };
  }

  describe(info: ContainerInfo): TestContainer {
    return {
      id: info.containerId,
      appName: info.appName,
      functionName: info.functionTag,
      state: info.state,
      runningInputs: info.runningInputs,
      kill: async () => {
        const container = this.#launched.get(info.containerId);
        container?.kill();
        await container?.exited;
      },
    };
  }
}
