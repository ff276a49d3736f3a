import { App } from "lydian";

export const app = new App("bench-map");

const settings = { minContainers: 1, maxContainers: 1, maxConcurrentInputs: 64 };

export const same = app.function("same", settings, (x: number) => x);
