import { registerHooks } from "node:module";

/**
 * From now on the import `lydian`, from any module, is the SDK of this process. User code is bundled
 * without it: a second instance would know nothing of the container that it runs in.
 */
export function resolveSdk(sdkUrl: string): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier === "lydian") return { url: sdkUrl, format: "module", shortCircuit: true };
      return nextResolve(specifier, context);
    },
  });
}
