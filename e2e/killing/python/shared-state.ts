import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";

/**
 * A state directory for all servers of a suite, one after the other, so that the image of the app is
 * built once. It is there while the suite's tests run.
 */
export function shareState(): { readonly stateDirectory: string } {
  let stateDirectory = "";
  before(async () => {
    stateDirectory = await mkdtemp(join(tmpdir(), "lydian-kill-"));
  });
  after(() => rm(stateDirectory, { recursive: true, force: true }));
  return {
    get stateDirectory() {
      return stateDirectory;
    },
  };
}
