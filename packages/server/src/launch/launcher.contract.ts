import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { testDeath } from "./contract/death.contract.ts";
import { testLimits } from "./contract/limits.contract.ts";
import { testOrphans } from "./contract/orphans.contract.ts";
import { testPlaces } from "./contract/places.contract.ts";
import { testProgram } from "./contract/program.contract.ts";
import { testSurroundings } from "./contract/surroundings.contract.ts";
import type { Launcher } from "./launcher.ts";

/** One adapter under the contract. */
export interface LauncherUnderTest {
  readonly name: Launcher["name"];
  readonly create: (runDirectory: string) => Promise<Launcher>;
  /** Why it cannot run here, if it cannot; on Linux with CI set, that fails. */
  readonly skip: string | undefined;
}

/** Runs the contract of `launcher.ts` over one adapter. */
export function testLauncher({ name, create, skip }: LauncherUnderTest): void {
  const mustRun = process.platform === "linux" && Boolean(process.env["CI"]);
  test(`${name}: containers can be started here`, { skip: mustRun ? false : (skip ?? false) }, () => {
    assert.equal(skip, undefined);
  });
  describe(`${name} launcher`, { skip: skip ?? false }, () => {
    const runDirectory = realpathSync(mkdtempSync(join(tmpdir(), "lydian-launch-")));
    let launcher: Launcher;
    before(async () => {
      launcher = await create(runDirectory);
    });
    after(() => rmSync(runDirectory, { recursive: true, force: true }));
    testProgram(() => launcher);
    testSurroundings(() => launcher, runDirectory);
    testPlaces(() => launcher, runDirectory);
    testDeath(() => launcher);
    testOrphans(() => launcher, create, runDirectory);
    testLimits(() => launcher);
  });
}
