/**
 * Brings a function's containers to what `decide/autoscale.ts` wants, one function at a time, again
 * and again until nothing has changed meanwhile. Called on hints; a missed one costs a timer's wait.
 */
import type { ResolvedFunction } from "../../model/definition.ts";
import type { Calls } from "../../store/calls.ts";
import type { Clock } from "../clock.ts";
import type { ContainerTable } from "./container-table.ts";
import { autoscale, containersWanted, isAtItsLimit, type Plan } from "../decide/autoscale.ts";
import type { Launching } from "./launching.ts";
import type { LookUp } from "../catalog/look-up.ts";
import type { MachineRoom } from "./machine-room.ts";
import type { Pool, Pools } from "./pool.ts";
import { containerSnapshots, poolSnapshot } from "./pool-snapshot.ts";
import { drain, stopContainer } from "./stop-container.ts";

/** A failed look at the store is repeated after this. */
const lookAgainMs = 500;

export class Reconcile {
  readonly #calls: Calls;
  readonly #lookUp: LookUp;
  readonly #pools: Pools;
  readonly #table: ContainerTable;
  readonly #launching: Launching;
  readonly #clock: Clock;
  readonly #room: MachineRoom;
  readonly #busy = new Map<Pool, { isDirty: boolean }>();
  /** Those that want more containers than the machine has room for. */
  readonly #short = new Set<Pool>();
  #isStopped = false;

  constructor(parts: {
    readonly calls: Calls;
    readonly lookUp: LookUp;
    readonly pools: Pools;
    readonly table: ContainerTable;
    readonly launching: Launching;
    readonly room: MachineRoom;
    readonly clock: Clock;
  }) {
    this.#calls = parts.calls;
    this.#lookUp = parts.lookUp;
    this.#pools = parts.pools;
    this.#table = parts.table;
    this.#launching = parts.launching;
    this.#clock = parts.clock;
    this.#room = parts.room;
  }

  stop(): void {
    this.#isStopped = true;
    for (const pool of this.#pools) pool.again?.timer.cancel();
  }

  /** Thinks about a function soon; many requests before that are one. */
  request(pool: Pool): void {
    const busy = this.#busy.get(pool);
    if (busy !== undefined) busy.isDirty = true;
    else if (!this.#isStopped) void this.#run(pool);
  }

  /** A container of the pool has nothing to do: think when its window ends, at the latest. */
  noteIdle(pool: Pool, windowMs: number): void {
    // What the container was started with may have been overridden since.
    const { scaledownWindowMs = windowMs } = pool.settings?.autoscaler ?? {};
    const atMs = this.#clock.nowMs() + scaledownWindowMs;
    if (pool.again === undefined || pool.again.atMs > atMs) this.#setAgain(pool, atMs);
  }

  /** A container is gone, or has nothing to do: whoever is short of containers may have its room. */
  noteRoom(): void {
    for (const pool of this.#short) this.request(pool);
  }

  async #run(pool: Pool): Promise<void> {
    const state = { isDirty: true };
    this.#busy.set(pool, state);
    try {
      while (state.isDirty && !this.#isStopped) {
        state.isDirty = false;
        await this.#reconcile(pool);
      }
    } catch {
      // The store could not be read, or the function is being changed: look again.
      this.#setAgain(pool, this.#clock.nowMs() + lookAgainMs);
    } finally {
      this.#busy.delete(pool);
      this.#forgetIfUnused(pool);
    }
  }

  async #reconcile(pool: Pool): Promise<void> {
    const resolved = await this.#lookUp.resolve(pool.functionId).catch(() => undefined);
    if (resolved === undefined) {
      for (const container of pool.containers)
        stopContainer(container, { graceMs: 0, isAbrupt: true }, this.#clock);
      return;
    }
    this.#drainOthers(pool, resolved);
    pool.settings = resolved.settings;
    const version = pool.queueVersion;
    // Counting takes a way to the store, for each input that is put.
    const containers = containerSnapshots(pool);
    if (isAtItsLimit({ containers, settings: resolved.settings.autoscaler })) {
      pool.wanted = containers.length;
      this.#setAgain(pool, undefined);
      return;
    }
    const queued = pool.mayHaveQueued ? (await this.#calls.count(pool.functionId)).queued : 0;
    if (this.#isStopped) return;
    if (queued > 0) pool.waitingSinceMs ??= this.#clock.nowMs();
    else if (pool.queueVersion === version) pool.drained();
    this.#carryOut(pool, resolved, queued);
  }

  /** Variants come and go without end: their pools must not stay. */
  #forgetIfUnused(pool: Pool): void {
    const isUsed =
      pool.containers.size > 0 || pool.mayHaveQueued || pool.again !== undefined || pool.failuresInRow > 0;
    if (isUsed) return;
    this.#short.delete(pool);
    this.#pools.forget(pool);
  }

  /** Containers of an earlier definition or generation finish what they run. */
  #drainOthers(pool: Pool, resolved: ResolvedFunction): void {
    const { definitionId, generation } = resolved;
    for (const container of pool.containers) {
      const own = container.function;
      const isCurrent = own?.definitionId === definitionId && own.generation === generation;
      if (!isCurrent) drain(container, this.#clock);
    }
  }

  #snapshot(pool: Pool, resolved: ResolvedFunction, queued: number): ReturnType<typeof poolSnapshot> {
    const room = this.#room.roomFor(resolved.settings);
    const now = { nowMs: this.#clock.nowMs(), queued, allotted: Number.POSITIVE_INFINITY, room };
    return poolSnapshot(pool, resolved.settings, now);
  }

  #carryOut(pool: Pool, resolved: ResolvedFunction, queued: number): void {
    const snapshot = this.#snapshot(pool, resolved, queued);
    pool.wanted = containersWanted(snapshot);
    const isTight = pool.wanted - snapshot.containers.length > snapshot.room || this.#short.size > 0;
    const allotted = isTight ? this.#room.allotted().get(pool.functionId) : undefined;
    const plan = autoscale(allotted === undefined ? snapshot : { ...snapshot, allotted });
    for (let i = 0; i < plan.start; i += 1) this.#launching.startContainer(pool, resolved);
    for (const containerId of plan.stop) {
      const container = this.#table.find(containerId);
      if (container !== undefined) drain(container, this.#clock);
    }
    this.#setAgain(pool, this.#noteShortage(pool, resolved, plan, allotted));
  }

  /** Whoever wants more than there is room for gets room from others, and is thought about when some leave. */
  #noteShortage(
    pool: Pool,
    resolved: ResolvedFunction,
    { start, short, againAtMs }: Plan,
    allotted = Number.POSITIVE_INFINITY,
  ): number | undefined {
    const isShort = short > 0 || (pool.wanted > allotted && start === 0);
    if (!isShort) {
      this.#short.delete(pool);
      return againAtMs;
    }
    this.#short.add(pool);
    const roomAtMs = short > 0 ? this.#room.makeFor(pool, resolved, short) : undefined;
    if (roomAtMs === undefined) return againAtMs;
    return Math.min(roomAtMs, againAtMs ?? roomAtMs);
  }

  #setAgain(pool: Pool, atMs: number | undefined): void {
    pool.again?.timer.cancel();
    pool.again = undefined;
    if (atMs === undefined) return;
    const timer = this.#clock.after(Math.max(0, atMs - this.#clock.nowMs()), () => {
      pool.again = undefined;
      this.request(pool);
    });
    pool.again = { atMs, timer };
  }
}
