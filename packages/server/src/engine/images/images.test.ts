import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { text } from "node:stream/consumers";
import { LydianError } from "../../model/error.ts";
import { FakeBuilder } from "../../sim/fake-images.ts";
import { VirtualClock } from "../../sim/virtual-clock.ts";
import { client, TestWorld } from "../engine.test.world.ts";
import { buildLogBytesMax, buildMsMax, finishedBuildMs } from "../limits.ts";
import { Wakeups } from "../wakeups.ts";
import { Build } from "./build.ts";
import type { ImageRequest } from "./image-verbs.ts";
import { ask, built, followed, HeldBuilder, python, requestOf, secretOf } from "./images.test.world.ts";

describe("one build for each content", () => {
  test("getOrCreate() builds once, and answers at once from then on", async () => {
    const world = new TestWorld();
    const first = await ask(world);
    assert.equal(first.outcome, undefined);
    await followed(world, first.image.imageId);
    const second = await ask(world);
    assert.deepEqual(second.outcome, { kind: "built" });
    assert.equal(second.image.imageId, first.image.imageId);
    assert.equal(world.builder.orders.length, 1);
  });

  test("any number of askers join one build, and all of them hear all of it", async () => {
    const builder = new HeldBuilder();
    const world = new TestWorld({ builder });
    const states = await Promise.all(Array.from({ length: 50 }, () => ask(world)));
    const { imageId } = states[0]?.image ?? {};
    assert.ok(imageId);
    assert.ok(states.every(({ image, outcome }) => image.imageId === imageId && outcome === undefined));
    assert.equal(builder.held.length, 1);
    builder.held[0]?.build.log("before\n");
    const early = followed(world, imageId);
    await world.pass();
    builder.held[0]?.build.log("after\n");
    builder.held[0]?.end({ kind: "built" });
    const late = followed(world, imageId);
    for (const { said, outcome } of await Promise.all([early, late]))
      assert.deepEqual([said, outcome], ["before\nafter\n", { kind: "built" }]);
  });

  test("follow() waits for output, and gives an empty answer at its deadline", async () => {
    const world = new TestWorld({ builder: new HeldBuilder() });
    const { image } = await ask(world);
    const { engine, clock } = world;
    const startedAtMs = clock.nowMs();
    const progress = await world.during(engine.images.follow(image.imageId, { after: 0, timeoutMs: 5_000 }));
    assert.deepEqual(progress, { output: [] });
    assert.ok(clock.nowMs() - startedAtMs >= 5_000);
  });

  test("builds wait for each other beyond a number, and say so", async () => {
    const builder = new HeldBuilder();
    const world = new TestWorld({ builder });
    const ids: string[] = [];
    for (const minor of ["11", "12", "13"])
      ids.push((await ask(world, [`FROM python:3.${minor}.1-slim-bookworm`])).image.imageId);
    await world.pass();
    assert.equal(builder.held.length, 2);
    const waiting = await world.during(
      world.engine.images.follow(ids[2] ?? "", { after: 0, timeoutMs: 1_000 }),
    );
    assert.equal(waiting.output[0]?.text, "Waiting for other builds to end\n");
    builder.held[0]?.end({ kind: "built" });
    await world.pass();
    assert.equal(builder.held.length, 3);
  });

  test("a client of another version that joins gets its client too", async () => {
    const builder = new HeldBuilder();
    const world = new TestWorld({ builder });
    const { image } = await ask(world);
    await ask(world, python, { clientVersion: "1.5.5" });
    builder.held[0]?.end({ kind: "built" });
    await followed(world, image.imageId);
    assert.deepEqual(builder.clients, ["1.6.4 3.12", "1.5.5 3.12"]);
    // A third version is fetched for the image that is there.
    await built(world, python, { clientVersion: "1.7.0" });
    assert.equal(builder.orders.length, 1);
    assert.equal(builder.clients.length, 3);
  });
});

describe("what an image's id is made of", () => {
  test("the same content has the same id, and other content another", async () => {
    const world = new TestWorld();
    const base = await built(world);
    const onBase = { bases: { base } };
    const file = (data: string) => ({ contextFiles: [{ path: "/.f", data: Buffer.from(data) }] });
    const ids = {
      base,
      run: await built(world, ["FROM base", "RUN a"], onBase),
      otherRun: await built(world, ["FROM base", "RUN b"], onBase),
      env: await built(world, ["FROM base", "ENV A=1"], onBase),
      file: await built(world, ["FROM base", "COPY /.f /f"], { ...onBase, ...file("1") }),
      otherFile: await built(world, ["FROM base", "COPY /.f /f"], { ...onBase, ...file("2") }),
      argument: await built(world, ["FROM base", "ARG A", "RUN a"], {
        ...onBase,
        buildArguments: { A: "1" },
      }),
      shell: await built(world, ["FROM base", 'SHELL ["/bin/bash", "-c"]'], onBase),
      builder: await built(world, ["FROM base", "RUN a"], { ...onBase, builderVersion: "2024.10" }),
    };
    assert.equal(new Set(Object.values(ids)).size, Object.keys(ids).length);
    const same = [
      [["FROM base", "", "# comment", "RUN a"], onBase],
      [["FROM other", "RUN \\", " a"], { bases: { other: base } }],
    ] as const;
    const orders = world.builder.orders.length;
    for (const [lines, changes] of same)
      assert.equal((await ask(world, lines, changes)).image.imageId, ids.run);
    assert.equal(await built(world, ["FROM base", "COPY /.f /f"], { ...onBase, ...file("1") }), ids.file);
    assert.equal(world.builder.orders.length, orders);
  });

  test("secrets count by what they hold, and are given to the build", async () => {
    const world = new TestWorld();
    const base = await built(world);
    const image = async (values: Record<string, string>): Promise<string> => {
      const secretIds = [await secretOf(world, values)];
      return await built(world, ["FROM base", "RUN a"], { bases: { base }, secretIds });
    };
    const first = await image({ TOKEN: "a" });
    assert.equal(await image({ TOKEN: "a" }), first);
    assert.notEqual(await image({ TOKEN: "b" }), first);
    assert.deepEqual(
      world.builder.orders.slice(1).map(({ secrets }) => secrets),
      [{ TOKEN: "a" }, { TOKEN: "b" }],
    );
  });

  test("an id tells nothing of a secret to who has not the server's key", async () => {
    const world = new TestWorld();
    const other = new TestWorld({ masterKey: 8 });
    const ids = await Promise.all(
      [world, other].map(async (each) => {
        const base = await built(each);
        const secretIds = [await secretOf(each, { PIN: "1234" })];
        return await built(each, ["FROM base", "RUN a"], { bases: { base }, secretIds });
      }),
    );
    assert.notEqual(ids[0], ids[1]);
  });

  test("files that are copied are there for the build", async () => {
    const world = new TestWorld();
    const base = await built(world);
    const contextFiles = [{ path: "/.f", data: Buffer.from("content") }];
    await built(world, ["FROM base", "COPY /.f /data/f"], { bases: { base }, contextFiles });
    const order = world.builder.orders.at(-1);
    const [step] = order?.steps ?? [];
    assert.ok(order && step?.kind === "copy");
    assert.equal(step.files[0]?.path, "/data/f");
    assert.equal(await text(await order.content(step.files[0].sha256)), "content");
  });
});

describe("builds that do not end well", () => {
  test("a failed build tells why, and the next request builds anew", async () => {
    const builder = new HeldBuilder();
    const world = new TestWorld({ builder });
    const { image } = await ask(world);
    builder.held[0]?.end({ kind: "failed", reason: '"RUN a" ended with exit code 1' });
    const { outcome } = await followed(world, image.imageId);
    assert.deepEqual(outcome, { kind: "failed", reason: '"RUN a" ended with exit code 1' });
    assert.equal((await ask(world)).outcome, undefined);
    await world.pass();
    builder.held[1]?.end({ kind: "built" });
    assert.deepEqual((await followed(world, image.imageId)).outcome, { kind: "built" });
  });

  test("what the builder cannot do is told, and a bug is reported", async () => {
    const builder = new FakeBuilder();
    const world = new TestWorld({ builder });
    builder.onBuild = () => Promise.reject(new LydianError("resource-exhausted", "The disk is full"));
    const { image } = await ask(world);
    assert.deepEqual((await followed(world, image.imageId)).outcome, {
      kind: "failed",
      reason: "The disk is full",
    });
    assert.deepEqual(world.reports, []);
    builder.onBuild = () => Promise.reject(new TypeError("oops"));
    await ask(world);
    assert.equal((await followed(world, image.imageId)).outcome.kind, "failed");
    assert.match(world.reports.join(), /build image im-\w+: TypeError: oops/);
  });

  test("a build that takes too long is ended, and told of as that", async () => {
    const builder = new HeldBuilder();
    const world = new TestWorld({ builder });
    const { image } = await ask(world);
    await world.pass(buildMsMax + 1);
    assert.equal(builder.held[0]?.build.signal.aborted, true);
    assert.equal((await followed(world, image.imageId)).outcome.kind, "timed-out");
  });

  test("stop() ends the builds that run and those that wait", async () => {
    const builder = new HeldBuilder();
    const world = new TestWorld({ builder });
    const ids: string[] = [];
    for (const minor of ["11", "12", "13"])
      ids.push((await ask(world, [`FROM python:3.${minor}.1-slim-bookworm`])).image.imageId);
    await world.pass();
    await world.during(world.engine.stop());
    assert.ok(builder.held.every(({ build }) => build.signal.aborted));
    for (const id of ids) assert.match(JSON.stringify((await followed(world, id)).outcome), /was stopped/);
    await assert.rejects(ask(world), /the server is stopping/);
  });

  test("an image that was being built when a server was killed is built on for who follows it", async () => {
    const killed = new TestWorld({ builder: new HeldBuilder() });
    const { image } = await ask(killed);
    const world = new TestWorld({ after: killed, builder: new FakeBuilder() });
    assert.deepEqual((await followed(world, image.imageId)).outcome, { kind: "built" });
    assert.equal(world.builder.orders.length, 1);
  });

  test("a built image is there after a restart, without a build", async () => {
    const before = new TestWorld();
    const imageId = await built(before);
    const world = new TestWorld({ after: before });
    assert.deepEqual((await ask(world)).outcome, { kind: "built" });
    assert.equal((await ask(world)).image.imageId, imageId);
    assert.equal(world.builder.orders.length, 1);
  });

  test("an image whose files are gone is built again, under the same id", async () => {
    const world = new TestWorld();
    const imageId = await built(world);
    world.builder.built.clear();
    await world.pass(finishedBuildMs);
    assert.equal(await built(world), imageId);
    assert.equal(world.builder.orders.length, 2);
  });

  test("output without end is kept as far as its bound, and the rest is said to be missing", async () => {
    const builder = new HeldBuilder();
    const world = new TestWorld({ builder });
    const { image } = await ask(world);
    const line = `${"x".repeat(1023)}\n`;
    for (let i = 0; i < (2 * buildLogBytesMax) / line.length; i += 1) builder.held[0]?.build.log(line);
    builder.held[0]?.build.log("the end\n");
    builder.held[0]?.end({ kind: "built" });
    const { said } = await followed(world, image.imageId);
    assert.ok(said.length <= buildLogBytesMax + 100);
    assert.match(said, /^… earlier output is not kept …\n/);
    assert.match(said, /the end\n$/);
  });
});

test("output in pieces of hardly anything is bounded by what it takes to keep them", () => {
  const build = new Build("im-1", new Wakeups(new VirtualClock()), () => 0);
  for (let i = 0; i < buildLogBytesMax / 64; i += 1) build.log(".");
  assert.ok(build.outputAfter(0).length < buildLogBytesMax / 100);
});

describe("building anew", () => {
  test("force builds anew, and what is asked for afterwards is the new one", async () => {
    const world = new TestWorld();
    const first = await built(world);
    const second = await built(world, python, { rebuild: "replace" });
    assert.notEqual(second, first);
    assert.equal(await built(world), second);
    assert.notEqual(await built(world, python, { rebuild: "replace" }), second);
    assert.equal(world.builder.orders.length, 3);
  });

  test("ignoring the cache builds anew for this once", async () => {
    const world = new TestWorld();
    const first = await built(world);
    assert.notEqual(await built(world, python, { rebuild: "aside" }), first);
    assert.equal(await built(world), first);
  });

  test("who asks to build anew what is being built anew joins that build", async () => {
    const builder = new HeldBuilder();
    const world = new TestWorld({ builder });
    const states = await Promise.all([1, 2, 3].map(() => ask(world, python, { rebuild: "replace" })));
    assert.equal(new Set(states.map(({ image }) => image.imageId)).size, 1);
    assert.equal(builder.held.length, 1);
  });
});

describe("what is refused before anything is built", () => {
  const refuse = async (
    lines: readonly string[],
    changes: Partial<ImageRequest> = {},
    world = new TestWorld(),
  ): Promise<LydianError> => {
    const error: unknown = await ask(world, lines, changes).then(
      () => assert.fail("it was not refused"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof LydianError);
    assert.equal(world.builder.orders.length, 0);
    return error;
  };

  test("a Python that is not here", async () => {
    const error = await refuse(["FROM python:3.14.1-slim-bookworm"]);
    assert.equal(error.kind, "failed-precondition");
    assert.match(error.message, /no Python 3\.14/);
  });

  test("packages that the machine lacks, by name and with what to do", async () => {
    const { message } = await refuse([...python, "RUN apt-get install -y git sl cowsay"]);
    assert.match(message, /^Cannot install "sl", "cowsay" with apt: .*\(apt-get install sl cowsay\)/);
  });

  test("commands where nothing keeps them apart", async () => {
    const world = new TestWorld({ builder: new FakeBuilder("there is no isolation: allow it with X=1") });
    const { message } = await refuse([...python, "RUN a"], {}, world);
    assert.equal(message, "Cannot build the image: there is no isolation: allow it with X=1");
    await built(world, [...python, "ENV A=1"]);
  });

  test("an image that it is to be made of and that is not known", async () => {
    const { kind, message } = await refuse(["FROM base"], { bases: { base: "im-none" } });
    assert.equal(kind, "not-found");
    assert.match(message, /"im-none" does not exist/);
  });

  test("who is no client", async () => {
    const world = new TestWorld();
    const container = { kind: "container", containerId: "ta-1" } as const;
    const asked = world.engine.images.getOrCreate(container as never, requestOf(python)); // the least of a caller
    await assert.rejects(asked, /A container may not build an image/);
  });
});

test("delete() forgets an image that nothing is made of, and refuses others", async () => {
  const world = new TestWorld();
  const base = await built(world);
  const child = await built(world, ["FROM base", "RUN a"], { bases: { base } });
  const { images } = world.engine;
  await assert.rejects(world.during(images.delete(client, base)), /image "im-\w+" uses it/);
  await world.during(images.delete(client, child));
  await world.during(images.delete(client, child));
  await world.during(images.delete(client, base));
  assert.equal(world.builder.built.size, 0);
  await assert.rejects(world.during(images.read(base)), /does not exist/);
});
