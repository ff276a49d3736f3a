/**
 * Ids of everything that is stored. An id is a prefix, one dash and letters and digits only: the
 * official clients split an id on its dash and choose the type by the prefix.
 */
export type AppId = `ap-${string}`;
export type FunctionId = `fu-${string}`;
export type DefinitionId = `de-${string}`;
export type ClassId = `cs-${string}`;
export type CallId = `fc-${string}`;
export type ContainerId = `ta-${string}`;
export type SecretId = `st-${string}`;
export type DictId = `di-${string}`;
export type QueueId = `qu-${string}`;
export type VolumeId = `vo-${string}`;
export type EnvironmentId = `en-${string}`;
export type BlobId = `bl-${string}`;
export type ImageId = `im-${string}`;
export type MountId = `mo-${string}`;
export type TokenId = `ak-${string}`;

/** Where the server takes new ids and other randomness from; seeded under simulation. */
export interface Randomness {
  /** `prefix-` and 22 base-62 characters, ordered by time to the millisecond. */
  id<Prefix extends string>(prefix: Prefix): `${Prefix}-${string}`;
  /** A container's id: `ta-` and 26 characters of `[0-9A-Z]`, never ending in `V`. */
  containerId(): ContainerId;
  /** A secret of 32 base-62 characters. */
  secret(): string;
  /** A number in [0, 1). */
  fraction(): number;
}
