import { LydianError } from "../../model/error.ts";
import type { AutoscalerSettings } from "../../model/settings.ts";
import { type Catalog, put } from "./catalog.ts";
import type { LookUp } from "./look-up.ts";

/** Overrides what is given, keeps the rest, until the next deploy; answers the settings in force. */
export async function updateAutoscaler(
  catalog: Catalog,
  lookUp: LookUp,
  functionId: string,
  changes: Partial<AutoscalerSettings>,
): Promise<AutoscalerSettings> {
  const { settings } = await lookUp.resolve(functionId);
  const merged = { ...settings.autoscaler, ...changes };
  checkSettings(merged);
  await catalog.update(`autoscaler ${functionId}`, async () => {
    const before = await catalog.read("autoscaler", functionId);
    return { changes: [put("autoscaler", functionId, { ...before, ...changes })], answer: undefined };
  });
  lookUp.forget();
  return (await lookUp.resolve(functionId)).settings.autoscaler;
}

export function checkSettings(settings: AutoscalerSettings): void {
  const { minContainers, maxContainers } = settings;
  if (maxContainers !== undefined && minContainers > maxContainers) {
    throw new LydianError(
      "invalid-argument",
      `Cannot keep at least ${minContainers} and at most ${maxContainers} containers: minContainers is above maxContainers`,
    );
  }
}
