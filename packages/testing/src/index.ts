/** The whole of Lydian inside a test, with a clock that can be moved and faults on demand. */
export type { DeployedApp } from "@lydian/cli";
export type { TestClock } from "./clock/movable-clock.ts";
export type { Duration } from "./clock/duration.ts";
export type { TestContainer } from "./faults/containers.ts";
export type { Link } from "./faults/link.ts";
export { startLydian, type DeployOptions, type Lydian, type LydianOptions } from "./start-lydian.ts";
