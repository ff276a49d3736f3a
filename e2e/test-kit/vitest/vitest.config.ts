import { defineConfig } from "vitest/config";

// oxlint-disable-next-line import/no-default-export -- what Vitest reads
export default defineConfig({
  test: {
    include: ["*.spec.ts"],
    // Installed from npm these are left to Node by themselves; here they are links to sources.
    server: { deps: { external: [/\/packages\//] } },
  },
});
