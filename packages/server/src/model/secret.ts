import type { AppId, SecretId } from "./ids.ts";

/** What is known of a secret without opening it. Its values are stored encrypted, apart from it. */
export interface Secret {
  readonly secretId: SecretId;
  /** Absent: anonymous. */
  readonly name?: string;
  readonly environmentName: string;
  /** Dies with this app, if anonymous. */
  readonly appId?: AppId;
  readonly keys: readonly string[];
  readonly createdAtMs: number;
  readonly createdBy: string;
}
