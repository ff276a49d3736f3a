/** How many inputs one function may have, before callers are asked to wait. */
export interface InputLimits {
  /** Those that wait for a container, and whose callers wait for them. */
  readonly waitingInputsMax: number;
  /** With those that run. */
  readonly unfinishedInputsMax: number;
  /** Those that wait and were spawned. */
  readonly spawnedInputsMax: number;
}

/** As many as Modal documents for its own service. */
export const inputLimitDefaults: InputLimits = {
  waitingInputsMax: 2_000,
  unfinishedInputsMax: 25_000,
  spawnedInputsMax: 1_000_000,
};
