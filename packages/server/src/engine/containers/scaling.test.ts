/** How functions get containers and give them back, in simulated time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { done, type TestContainer, TestWorld } from "../engine.test.world.ts";

const settings = { minContainers: 0, bufferContainers: 0, scaledownWindowMs: 60_000 };

/** Boots whatever is launched, and ends each input after a while; what is told to stop leaves. */
class Workers {
  readonly #world: TestWorld;
  readonly #inputMs: number;
  readonly #startupMs: number;
  readonly gone = new Set<TestContainer>();
  #seen = 0;

  constructor(world: TestWorld, inputMs: number, { startupMs = 50 } = {}) {
    this.#world = world;
    this.#inputMs = inputMs;
    this.#startupMs = startupMs;
  }

  async pass(forMs: number): Promise<void> {
    for (let passed = 0; passed < forMs; passed += 10) {
      for (; this.#seen < this.#world.containers.length; this.#seen += 1) void this.#live(this.#seen);
      await this.#world.pass(10);
    }
  }

  of(functionId: string | undefined): readonly TestContainer[] {
    return this.#world.containers.filter(
      (container) => !this.gone.has(container) && container.assignment?.function.functionId === functionId,
    );
  }

  async #live(index: number): Promise<void> {
    const container = this.#world.containers[index];
    if (container === undefined) return;
    const { clock, engine } = this.#world;
    await clock.sleep(this.#startupMs);
    await container.connect(engine);
    container.serve(1);
    let ended = 0;
    while (!container.isStopped) {
      await clock.sleep(this.#inputMs);
      const inputs = container.taken.slice(ended);
      ended += inputs.length;
      for (const input of inputs) await container.finish(input, done);
      if (!container.isStopped && inputs.length > 0) container.session?.grant(inputs.length);
    }
    this.gone.add(container);
    container.exit({ code: 0 });
  }
}

async function spawn(world: TestWorld, functionId: string | undefined, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await world.call(functionId);
}

test("a function that is alone again gets all of the machine back", async () => {
  const world = new TestWorld({ machine: { containers: 4 } });
  const { first, second } = await world.deploy({ first: {}, second: {} });
  const workers = new Workers(world, 100);
  await spawn(world, first, 500);
  await spawn(world, second, 20);
  await workers.pass(1_000);
  assert.deepEqual([workers.of(first).length, workers.of(second).length], [2, 2]);
  await workers.pass(3_000);
  assert.deepEqual([workers.of(first).length, workers.of(second).length], [4, 0]);
});

test("a function that asks for more than there is runs alone, with what there is", async () => {
  const world = new TestWorld({ machine: { cpuMilli: 2_000 } });
  const { large, small } = await world.deploy({ large: { cpuMilli: 64_000 }, small: {} });
  const workers = new Workers(world, 100);
  await spawn(world, small, 200);
  await workers.pass(1_000);
  assert.ok(workers.of(small).length > 4);
  await spawn(world, large, 30);
  await workers.pass(2_000);
  assert.deepEqual([workers.of(large).length, workers.of(small).length], [1, 1], "each may have one always");
  assert.ok((workers.of(large)[0]?.taken.length ?? 0) > 5);
});

test("updateAutoscaler() takes effect within a second, and ends with the next deployment", async () => {
  const world = new TestWorld();
  const { engine } = world;
  const { job } = await world.deploy({ job: {} });
  const workers = new Workers(world, 100);
  const update = (changes: Parameters<typeof engine.functions.updateAutoscaler>[1]) =>
    world.during(engine.functions.updateAutoscaler(job ?? "", changes));
  await update({ minContainers: 3 });
  await workers.pass(1_000);
  assert.equal(workers.of(job).length, 3);
  await update({ minContainers: 0, maxContainers: 1 });
  await workers.pass(1_000);
  assert.equal(workers.of(job).length, 1, "two that were idle");
  await update({ maxContainers: 4 });
  await spawn(world, job, 200);
  await workers.pass(1_000);
  assert.equal(workers.of(job).length, 4);
  await update({ maxContainers: 2 });
  await workers.pass(1_000);
  assert.equal(workers.of(job).length, 2, "two that ran something, once it had ended");
  await world.deploy({ job: {} });
  await workers.pass(1_000);
  assert.ok(workers.of(job).length > 4, "the code says nothing of a maximum");
  const { settings: inForce } = await world.during(engine.functions.resolve(job ?? ""));
  assert.deepEqual(inForce.autoscaler, settings);
});

test("updateAutoscaler() of the window holds for containers that are idle and for those that will be", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const workers = new Workers(world, 500);
  await spawn(world, job, 2);
  await workers.pass(2_000);
  const [one] = workers.of(job);
  assert.equal(workers.of(job).length, 2);
  await spawn(world, job, 1);
  await workers.pass(100);
  await world.during(world.engine.functions.updateAutoscaler(job ?? "", { scaledownWindowMs: 1_000 }));
  await workers.pass(900);
  assert.ok(one !== undefined && workers.of(job).length === 1, "the one that was idle for longer has left");
  await workers.pass(2_000);
  assert.equal(workers.of(job).length, 0);
});

test("updateAutoscaler() of the window holds for the only container, which runs something meanwhile", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const workers = new Workers(world, 500);
  await spawn(world, job, 1);
  await workers.pass(300);
  await world.during(world.engine.functions.updateAutoscaler(job ?? "", { scaledownWindowMs: 1_000 }));
  await workers.pass(1_000);
  assert.equal(workers.of(job).length, 1);
  await workers.pass(1_500);
  assert.equal(workers.of(job).length, 0);
});

test("a queue that stays has more containers started, however long a start takes", async () => {
  const world = new TestWorld();
  const { job } = await world.deploy({ job: {} });
  const slow = new Workers(world, 100, { startupMs: 5_000 });
  await spawn(world, job, 1);
  await slow.pass(6_000);
  // What one container can do, and thirty inputs on top that it never gets rid of.
  await spawn(world, job, 30);
  for (let i = 0; i < 120; i += 1) {
    await spawn(world, job, 1);
    await slow.pass(100);
  }
  assert.ok(world.containers.length > 1);
  const { backlog } = await world.during(world.engine.functions.stats(job ?? ""));
  assert.equal(backlog, 0);
});

test("bufferContainers are there from the first input on, and leave with the last window", async () => {
  const world = new TestWorld();
  const autoscaler = { ...settings, bufferContainers: 2, scaledownWindowMs: 700 };
  const { job } = await world.deploy({ job: { autoscaler } });
  const workers = new Workers(world, 50);
  await workers.pass(100);
  assert.equal(world.containers.length, 0);
  for (let i = 0; i < 10; i += 1) {
    await spawn(world, job, 1);
    await workers.pass(500);
  }
  assert.equal(workers.of(job).length, 3);
  assert.equal(world.containers.length, 3, "none left between two inputs");
  await workers.pass(1_500);
  assert.equal(workers.of(job).length, 0);
});
