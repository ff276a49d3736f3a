/** How a container's process ends. The server logs it; nothing depends on it. */
export const exitCodes = {
  /** Told to stop, and stopped. */
  stopped: 0,
  /** User code left an error that nobody caught. */
  crashed: 1,
  /** The code could not be loaded, or an `enter` hook failed. */
  bootFailed: 2,
  /** The server went away or could not be reached. */
  connectionLost: 69,
  /** The server did not take this container, or said something that makes no sense. */
  refused: 76,
} as const;
