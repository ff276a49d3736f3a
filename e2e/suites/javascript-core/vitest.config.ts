/**
 * Has the tests run against the published package instead of the sources they stand beside: what they
 * import from there is what the package exports. `volume.ts` alone is taken as it is, since the tests
 * want a function of it that the package keeps for itself.
 */
const published = /^(?:\.\.\/src\/(?!volume$)\w+)$/;
/** Names that only tests of the client itself use, which are not run here. */
const generated = "\0generated";

// oxlint-disable-next-line import/no-default-export -- where Vitest looks for it
export default {
  plugins: [
    {
      name: "published-package",
      enforce: "pre",
      resolveId(this: { resolve(id: string): Promise<{ id: string } | null> }, id: string) {
        if (published.test(id)) return this.resolve("modal");
        return id.startsWith("../proto/") ? generated : undefined;
      },
      load: (id: string) => (id === generated ? "export {}" : undefined),
    },
  ],
  // What the suite's own configuration says: some cases need the time.
  test: { testTimeout: 20_000 },
};
