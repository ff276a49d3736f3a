import { App } from "lydian";

export const app = new App("bench-million");

const settings = { maxContainers: 2, maxConcurrentInputs: 64 };

export const same = app.function("same", settings, (x: number) => x);
