import { App } from "lydian";

export const app = new App("bench-warm-call");

/** One container, there before the first call, that takes all of 64 calls at once. */
const settings = { minContainers: 1, maxContainers: 1, maxConcurrentInputs: 64 };

export const noop = app.function("noop", settings, () => undefined);
