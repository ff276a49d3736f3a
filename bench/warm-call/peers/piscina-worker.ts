/** What runs in the thread. */
export function noop(): void {}
