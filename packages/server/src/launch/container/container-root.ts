import { containerRoot } from "../launcher.ts";

/** The text with the place of a container's root filled in: `""` for one that has a root of its own. */
export function withRoot(text: string, root: string): string {
  return text.replaceAll(containerRoot, root);
}
