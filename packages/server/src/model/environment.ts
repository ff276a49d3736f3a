import type { EnvironmentId } from "./ids.ts";

/** A namespace of apps and secrets. Exactly one is the default. */
export interface Environment {
  readonly environmentId: EnvironmentId;
  readonly name: string;
  readonly isDefault: boolean;
  readonly createdAtMs: number;
}
