/**
 * Which containers there are.
 *
 * - H12. A function never has more containers that take inputs than `maxContainers`, and all functions together
 *   no more than the machine holds, but for the first one of each.
 * - H13. A container that behaves is not killed, nor ordered to stop at once, while it runs what is still
 *   wanted; nor is it let go before its window is over, but for a new version or for others who need its room.
 * - L3. Once nothing has happened for the window and two seconds, `minContainers` are left of each function.
 */
import type { ResolvedFunction } from "../../model/definition.ts";
import type { Scaling } from "./scaling.ts";
import type { Complain } from "./violations.ts";

export interface Member {
  readonly containerId: string;
  readonly resolved: ResolvedFunction;
  /** It was the only one of its function when it came. */
  readonly isFirst: boolean;
  running: number;
  idleSinceMs: number;
  isReady: boolean;
  isDraining: boolean;
}

/** What the clock may differ by between the engine and a container. */
const slackMs = 50;

export class Fleet {
  readonly #complain: Complain;
  readonly #scaling: Scaling;
  readonly #nowMs: () => number;
  readonly #machine: { readonly containersMax: number; readonly keepsWindows: boolean };
  readonly #members = new Map<string, Member>();
  readonly #gone = new Set<string>();
  readonly #misfortunes = new Map<string, number>();

  constructor(
    complain: Complain,
    scaling: Scaling,
    nowMs: () => number,
    machine: { readonly containersMax: number; readonly keepsWindows: boolean },
  ) {
    this.#complain = complain;
    this.#scaling = scaling;
    this.#nowMs = nowMs;
    this.#machine = machine;
  }

  assigned(containerId: string, resolved: ResolvedFunction): Member {
    const { functionId } = resolved;
    const others = this.taking(functionId);
    const idleSinceMs = this.#nowMs();
    const member: Member = {
      containerId,
      resolved,
      isFirst: others.length === 0,
      running: 0,
      idleSinceMs,
      isReady: false,
      isDraining: false,
    };
    this.#members.set(containerId, member);
    const limits = this.#scaling.inForce(functionId).map(({ maxContainers = Infinity }) => maxContainers);
    if (others.length + 1 > Math.max(...limits))
      this.#complain(
        "H12",
        `${functionId} has ${others.length + 1} containers, ${limits.join(" or ")} are allowed`,
      );
    const further = [...this.#members.values()].filter(({ isFirst }) => !isFirst).length;
    if (further > this.#machine.containersMax)
      this.#complain(
        "H12",
        `there are ${further} containers beside first ones, ${this.#machine.containersMax} are allowed`,
      );
    return member;
  }

  ready(member: Member): void {
    member.isReady = true;
    member.idleSinceMs = this.#nowMs();
  }

  begins(member: Member): void {
    member.running += 1;
  }

  ends(member: Member): void {
    member.running -= 1;
    if (member.running === 0) member.idleSinceMs = this.#nowMs();
  }

  /** Ordered to leave when it is done; `mayBeEarly` where there are other reasons than its window. */
  drained(member: Member, mayBeEarly: boolean): void {
    if (member.isDraining) return;
    member.isDraining = true;
    if (mayBeEarly || !this.#machine.keepsWindows || !member.isReady) return;
    const { functionId } = member.resolved;
    const inForce = this.#scaling.inForce(functionId);
    const windowMs = Math.min(...inForce.map(({ scaledownWindowMs }) => scaledownWindowMs));
    const idleMs = member.running > 0 ? 0 : this.#nowMs() - member.idleSinceMs;
    // Those above a limit that has become less leave at once.
    const hasNewLimit = new Set(inForce.map(({ maxContainers }) => maxContainers)).size > 1;
    if (hasNewLimit || idleMs >= windowMs - slackMs) return;
    this.#complain(
      "H13",
      `${member.containerId} was let go after ${idleMs} ms, its window is ${windowMs} ms`,
    );
  }

  /** Killed or stopped by the engine, for nothing that it has done or was told. */
  wronged(containerId: string, how: string): void {
    this.#complain("H13", `${containerId} ${how} while it ran what was wanted`);
  }

  gone(containerId: string): void {
    this.#gone.add(containerId);
    this.#members.delete(containerId);
  }

  isGone(containerId: string): boolean {
    return this.#gone.has(containerId);
  }

  /** It did not start, or ended before its time. */
  failed(functionId: string): void {
    this.#misfortunes.set(functionId, this.misfortunesOf(functionId) + 1);
  }

  misfortunesOf(functionId: string): number {
    return this.#misfortunes.get(functionId) ?? 0;
  }

  /** Those of a function that take inputs, or will. */
  taking(functionId: string): readonly Member[] {
    return [...this.#members.values()].filter(
      (member) => member.resolved.functionId === functionId && !member.isDraining,
    );
  }

  /** L3. */
  checkQuiet(functionIds: Iterable<string>): void {
    for (const functionId of functionIds) {
      const there = this.taking(functionId).filter(({ isReady }) => isReady).length;
      const wanted = this.#scaling.last(functionId)?.minContainers ?? 0;
      if (there !== wanted)
        this.#complain(
          "L3",
          `${functionId} keeps ${there} containers though nothing happens, ${wanted} are wanted`,
        );
    }
  }
}
