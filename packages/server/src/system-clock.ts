import { preciseNowMs } from "@lydian/protocol";
import type { Clock } from "./engine/clock.ts";

/** Node refuses longer timers; a wait of that length is as good as for ever. */
const delayMsMax = 2_147_483_647;

/** The machine's own time. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  preciseMs: preciseNowMs,
  after(delayMs, action) {
    const timer = setTimeout(action, Math.min(Math.max(0, delayMs), delayMsMax));
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
