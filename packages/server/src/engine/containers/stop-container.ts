import type { Clock } from "../clock.ts";
import type { Container } from "./container.ts";
import type { StopOrder } from "./container-verbs.ts";
import { drainGraceMs } from "../limits.ts";

/** Between the end of its grace period and the kill, for what is on the wire. */
const killSlackMs = 500;

/** Orders a container to stop and kills it when the grace period is over. One that nobody attends is killed now. */
export function stopContainer(container: Container, order: StopOrder, clock: Clock): void {
  container.orderStop(order);
  if (!container.isAttached) container.process?.kill();
  else container.killWithin(order.graceMs + killSlackMs, clock);
}

/** Ends it for what it ran, which is no fault of its start; it is given nothing more while it dies. */
export function killContainer(container: Container): void {
  container.orderStop({ graceMs: 0, isAbrupt: true });
  container.process?.kill();
}

/** Takes nothing more; what it runs may finish: its own timeout, and then some. */
export function drain(container: Container, clock: Clock): void {
  // What a claim brings that is on its way runs here as well.
  const isEmpty = container.running.size === 0 && container.claiming === 0;
  const timeoutMs = isEmpty ? 0 : (container.function?.settings.timeoutMs ?? 0);
  stopContainer(container, { graceMs: timeoutMs + drainGraceMs, isAbrupt: false }, clock);
}
