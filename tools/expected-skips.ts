/**
 * Tests that may be skipped in CI, by their exact titles. On a person's machine a test may be
 * skipped where a tool is missing; CI has all tools, so that a skip there hides something.
 */
export const expectedSkips: readonly { readonly title: string; readonly reason: string }[] = [];
