import { Interpreters } from "./interpreters.ts";
import { made, openWorkshop, orderOf, pythons } from "./host-images.test.workshop.ts";

/**
 * A server that builds an image without end: a test kills it. Arguments: the launcher's name, the
 * interpreter, the directory.
 */
const [name, path = "", directory = ""] = process.argv.slice(2);
if (name !== "bubblewrap" && name !== "process") throw new Error(`There is no launcher "${name}"`);
const interpreters = new Interpreters({ ...pythons, given: [path] });
const [minor = ""] = await interpreters.minors();
const workshop = await openWorkshop(name, await interpreters.find(minor), directory);
if (typeof workshop === "string") throw new Error(workshop);
const images = workshop.open();
const base = await made(images, "im-slim", { lines: [`FROM python:${minor}.1-slim-bookworm`] });
const { order } = orderOf("im-killed", { base, lines: ["FROM base", "RUN echo begun; sleep 60"] });
await images.build(order, {
  signal: new AbortController().signal,
  log: (said) => process.stdout.write(said),
});
