/**
 * - H4. After a cancel is acknowledged no input of the call begins, and what had begun lets go within the
 *   grace period or loses its container; with `terminateContainers`, its containers end at once.
 */
import { cancelGraceMs } from "../../engine/limits.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { Attempts, RunningAttempt } from "./attempts.ts";
import { type Complain, inputKey } from "./violations.ts";

/** Until a container is told, or a killed one has died. */
const slackMs = 200;

export class Cancellations {
  readonly #complain: Complain;
  readonly #attempts: Attempts;
  readonly #clock: VirtualClock;
  readonly #isGone: (containerId: string) => boolean;
  readonly #asked = new Set<string>();
  readonly #acknowledged = new Set<string>();
  #terminations = 0;

  constructor(
    complain: Complain,
    attempts: Attempts,
    clock: VirtualClock,
    isGone: (containerId: string) => boolean,
  ) {
    this.#complain = complain;
    this.#attempts = attempts;
    this.#clock = clock;
    this.#isGone = isGone;
  }

  /** Answers what runs of the call by now. */
  asked(callId: string, terminateContainers: boolean): readonly RunningAttempt[] {
    this.#asked.add(callId);
    if (terminateContainers) this.#terminations += 1;
    return this.#attempts.ofCall(callId);
  }

  acknowledged(callId: string, ran: readonly RunningAttempt[], terminateContainers: boolean): void {
    this.#acknowledged.add(callId);
    const runs = new Set(this.#attempts.ofCall(callId));
    const containers = ran.filter((one) => runs.has(one)).map(({ containerId }) => containerId);
    this.#clock.after(terminateContainers ? slackMs : cancelGraceMs + slackMs, () => {
      if (terminateContainers) this.#terminations -= 1;
      for (const containerId of containers) {
        if (terminateContainers && !this.#isGone(containerId))
          this.#complain("H4", `${containerId} is there, but was to be terminated with ${callId}`);
        else if (this.#attempts.isRunningIn(containerId, callId))
          this.#complain("H4", `${containerId} still runs ${callId}, which was cancelled`);
      }
    });
  }

  /** Whether containers may end with what they run, which is not always known to them. */
  get isTerminating(): boolean {
    return this.#terminations > 0;
  }

  isAsked(callId: string): boolean {
    return this.#asked.has(callId);
  }

  begins(running: RunningAttempt): void {
    if (this.#acknowledged.has(running.callId))
      this.#complain("H4", `${inputKey(running)} began after its call was cancelled`);
  }
}
