import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";
import type { ContainerInfo, Engine } from "@lydian/server/testing";
import type { StoreWatch } from "./watched-store.ts";

/** A container that has not started, or not left, by then is one that does not. */
const realMsMax = 10_000;

/** What runs and says nothing for so long is taken to wait for the clock. */
const stillMsMin = 250;

/** How often what takes real time is looked at. */
const lookMs = 2;

/** A turn for what was asked, one for what follows of its answer. */
const quietTurns = 2;

/** Knows when all that follows of what has happened has happened, so that only the clock can bring more. */
export class Rest {
  readonly #containers: Engine["containers"];
  readonly #store: StoreWatch;
  /** Containers whose inputs wait for the clock, and how many there were. */
  #still = new Map<string, number>();

  constructor(containers: Engine["containers"], store: StoreWatch) {
    this.#containers = containers;
    this.#store = store;
  }

  /** Resolves at rest, or when what takes real time takes too much of it. */
  async reached(): Promise<void> {
    const endMs = performance.now() + realMsMax;
    do {
      await this.#quiet();
      const containers = this.#containers.list({});
      if (!containers.some(isComingOrGoing) && this.#isStill(containers)) return;
      await delay(lookMs);
    } while (performance.now() < endMs);
  }

  async #quiet(): Promise<void> {
    for (let turns = 0; turns < quietTurns; turns += 1) {
      await nextTurn();
      if (this.#store.isBusy) turns = -1;
    }
  }

  #isStill(containers: readonly ContainerInfo[]): boolean {
    const running = containers.filter(({ runningInputs }) => runningInputs > 0);
    const isAsBefore = running.every(
      ({ containerId, runningInputs }) => this.#still.get(containerId) === runningInputs,
    );
    if (!isAsBefore && this.#store.stillMs < stillMsMin) return false;
    this.#still = new Map(running.map(({ containerId, runningInputs }) => [containerId, runningInputs]));
    return true;
  }
}

function isComingOrGoing({ state, runningInputs }: ContainerInfo): boolean {
  return state === "booting" || (state === "draining" && runningInputs === 0);
}
