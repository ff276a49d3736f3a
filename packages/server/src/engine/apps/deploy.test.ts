import assert from "node:assert/strict";
import { test } from "node:test";
import type { PythonCode } from "../../model/definition.ts";
import type { MountId } from "../../model/ids.ts";
import { Catalog, put } from "../catalog/catalog.ts";
import { TestWorld } from "../engine.test.world.ts";
import { placedBytesMax } from "../limits.ts";

test("defineFunction() refuses files that do not fit into a container, of all mounts together", async () => {
  const world = new TestWorld();
  const { job = "fu-none" } = await world.deploy({ job: {} });
  const sizes: Readonly<Record<MountId, number>> = {
    "mo-half": placedBytesMax / 2,
    "mo-more": placedBytesMax,
  };
  const mounts = Object.entries(sizes).map(([id, size]) => {
    const mountId = id as MountId; // a key of `sizes`
    const files = [{ path: `/root/${id}`, mode: 0o644, size, sha256: "ab" }];
    return put("mount", mountId, { kind: "files", mountId, files, usedAtMs: 0 });
  });
  await world.during(new Catalog(world.store.records).write(mounts));
  const define = async (...mountIds: MountId[]): Promise<string> => {
    const code: PythonCode = { language: "python", imageId: "im-1", mountIds, clientVersion: "1.6.4" };
    const definition = { ...(await world.definition("job", {})), code };
    return world.during(world.engine.apps.defineFunction(world.appId, job, definition));
  };
  assert.match(await define("mo-more"), /^de-/);
  assert.match(await define("mo-half", "mo-half"), /^de-/);
  await assert.rejects(define("mo-half", "mo-more"), {
    kind: "invalid-argument",
    message: /^Cannot deploy "job": its local files have 576 MiB, and 384 MiB fit .* copy=True/,
  });
});
