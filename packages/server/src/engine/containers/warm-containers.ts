/**
 * Containers that are booted and empty: those of our own runtime always, and those of the images that
 * were used last.
 *
 * - W1. Each is taken once (B1 of `launching.ts`).
 * - W2. At most `kindsMax` kinds beside our own have any; the one used longest ago loses them first.
 */
import type { Code } from "../../model/definition.ts";
import type { Clock, Timer } from "../clock.ts";
import type { Container } from "./container.ts";

/** What empty containers have in common, if one may stand in for another. */
export interface WarmKind {
  readonly key: string;
  readonly code: Code;
  readonly blockNetwork: boolean;
}

/** The pool is filled again a moment later: a cold start needs the processor more. */
const refillDelayMs = 250;

/** A pool that cannot be filled is not tried again at once. */
const refillRetryMs = 5_000;

/** An empty Python container is about 50 MB. */
const kindsMax = 2;

/** Beside our own runtime, whose containers are smaller and all alike. */
const otherWarmSizeMax = 1;

interface Warm {
  readonly kind: WarmKind;
  readonly size: number;
  readonly containers: Set<Container>;
}

export class WarmContainers {
  readonly #clock: Clock;
  readonly #size: number;
  readonly #launch: (kind: WarmKind) => Container;
  readonly #onSurplus: (container: Container) => void;
  /** Least recently used first. */
  readonly #warm = new Map<string, Warm>();
  #refill: Timer | undefined;
  #isStopped = false;

  /** `launch` starts an empty container; `onSurplus` gets rid of one. */
  constructor(
    clock: Clock,
    size: number,
    launch: (kind: WarmKind) => Container,
    onSurplus: (container: Container) => void,
  ) {
    this.#clock = clock;
    this.#size = size;
    this.#launch = launch;
    this.#onSurplus = onSurplus;
  }

  /** Fills the pool of a kind, from now on and for good. */
  start(kind: WarmKind): void {
    this.#use(kind);
    this.#fill();
  }

  stop(): void {
    this.#isStopped = true;
    this.#refill?.cancel();
  }

  get count(): number {
    return [...this.#warm.values()].reduce((sum, { containers }) => sum + containers.size, 0);
  }

  /** One of this kind, if there is one; another takes its place a moment later. */
  take(kind: WarmKind): Container | undefined {
    const { containers } = this.#use(kind);
    // Attached ones have booted; one that is still booting is further than a new one would be.
    const container = [...containers].find((candidate) => candidate.isAttached) ?? [...containers][0];
    if (container !== undefined) containers.delete(container);
    this.#scheduleFill(refillDelayMs);
    return container;
  }

  /** One of this kind will be wanted soon. */
  expect(kind: WarmKind): void {
    this.#use(kind);
    this.#fill();
  }

  /** It is gone before it was taken. */
  forget(container: Container): void {
    let wasWarm = false;
    for (const { containers } of this.#warm.values()) wasWarm = containers.delete(container) || wasWarm;
    if (wasWarm) this.#scheduleFill(refillRetryMs);
  }

  #sizeOf({ code }: WarmKind): number {
    if (code.language === "typescript") return this.#size;
    // One that makes an image is started once.
    return code.buildsImageId === undefined ? Math.min(this.#size, otherWarmSizeMax) : 0;
  }

  /** W2. */
  #use(kind: WarmKind): Warm {
    const used = this.#warm.get(kind.key) ?? { kind, size: this.#sizeOf(kind), containers: new Set() };
    this.#warm.delete(kind.key);
    this.#warm.set(kind.key, used);
    const others = [...this.#warm.values()].filter((warm) => warm.kind.code.language !== "typescript");
    for (const { kind: oldest, containers } of others.slice(0, -kindsMax)) {
      this.#warm.delete(oldest.key);
      for (const container of containers) this.#onSurplus(container);
    }
    return used;
  }

  #scheduleFill(delayMs: number): void {
    if (this.#isStopped || this.#refill !== undefined) return;
    this.#refill = this.#clock.after(delayMs, () => {
      this.#refill = undefined;
      this.#fill();
    });
  }

  #fill(): void {
    if (this.#isStopped) return;
    for (const { kind, size, containers } of this.#warm.values()) {
      while (containers.size < size) containers.add(this.#launch(kind));
    }
  }
}
