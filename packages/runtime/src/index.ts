import { fileURLToPath } from "node:url";

/**
 * What a bundler makes containers from: the program, and the SDK that user code inside it gets for
 * the import `lydian`. Both must come out of one build with code splitting, in one folder, as
 * `main.js` and `sdk.js`, so that they share one instance of everything; started as `node main.js`.
 */
export const runtimeEntryPoints: { readonly main: string; readonly sdk: string } = {
  main: fileURLToPath(new URL("main.ts", import.meta.url)),
  sdk: fileURLToPath(import.meta.resolve("lydian")),
};
