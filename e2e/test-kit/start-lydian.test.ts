import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { startLydian, type Lydian } from "@lydian/testing";
import { Function, FunctionTimeoutError } from "lydian";
import { listen, type Ears } from "./ears.ts";
import * as shop from "./shop.app.ts";

const file = new URL("./shop.app.ts", import.meta.url);

describe("startLydian()", { timeout: 120_000 }, () => {
  let ears: Ears;
  let lydian: Lydian;
  before(async () => {
    ears = await listen();
    process.env["SHOP_EARS"] = ears.url;
    lydian = await startLydian();
    await lydian.deploy(file, { app: shop.app });
  });
  after(async () => {
    await lydian.stop();
    ears.close();
  });

  const order = Function.fromName<typeof shop.order>("shop", "order");
  const wait = Function.fromName<typeof shop.wait>("shop", "wait");

  test("functions are called by name, and as the test imported them", async () => {
    assert.equal(await Function.fromName("shop", "square").remote(3), 9);
    assert.equal(await shop.square.remote(4), 16);
  });

  test("idle containers are stopped when their time has passed", async () => {
    await shop.square.remote(3);
    const count = (): number =>
      lydian.containers().filter(({ functionName }) => functionName === "square").length;
    assert.equal(count(), 1);
    await lydian.clock.advance("50s");
    assert.equal(count(), 1);
    await lydian.clock.advance("11s");
    assert.equal(count(), 0);
  });

  test("a schedule runs once for each time that is passed", async () => {
    const before = ears.count("report");
    await lydian.clock.advance("3d");
    assert.equal(ears.count("report") - before, 3);
  });

  test("an idempotency key is forgotten after seven days", async () => {
    const once = order.with({ idempotencyKey: "order-1" });
    await once.spawn("tea");
    await ears.hear("order-tea", 1);
    await lydian.clock.advance("6d");
    await once.remote("tea");
    assert.equal(ears.count("order-tea"), 1);
    await lydian.clock.advance("2d");
    await once.remote("tea");
    assert.equal(ears.count("order-tea"), 2);
  });

  test("retries begin when their time has come, and not before", async () => {
    const call = await Function.fromName("shop", "flaky").spawn();
    await ears.hear("flaky", 1);
    await lydian.clock.advance("50s");
    assert.equal(ears.count("flaky"), 1);
    await lydian.clock.advance("10m");
    assert.equal(ears.count("flaky"), 4);
    await assert.rejects(call.get(), /not yet/);
  });

  test("a function that runs for too long is timed out", async () => {
    const before = ears.count("wait");
    const failing = assert.rejects(wait.remote(3_600_000), FunctionTimeoutError);
    await ears.hear("wait", before + 1);
    await lydian.clock.advance("9m");
    await lydian.clock.advance("2m");
    await failing;
  });

  test("what a killed container ran runs again", async () => {
    const before = ears.count("wait");
    const waiting = wait.remote(300);
    await ears.hear("wait", before + 1);
    const [container] = lydian.containers().filter(({ runningInputs }) => runningInputs > 0);
    assert.equal(container?.functionName, "wait");
    await container.kill();
    assert.equal(await waiting, "waited");
    assert.equal(ears.count("wait"), before + 2);
  });

  test("a call whose reply is lost is done once", async () => {
    await order.remote("milk");
    lydian.links.clients.dropReplies();
    const ordering = order.remote("cake");
    await ears.hear("order-cake", 1);
    assert.equal(await Promise.race([ordering, delay(300, "no answer yet")]), "no answer yet");
    lydian.links.clients.restore();
    assert.equal(await ordering, "ordered cake");
    assert.equal(ears.count("order-cake"), 1);
  });

  test("a call outlives its connection", async () => {
    const before = ears.count("wait");
    const waiting = wait.remote(200);
    await ears.hear("wait", before + 1);
    lydian.links.clients.cut();
    assert.equal(await waiting, "waited");
    assert.equal(ears.count("wait"), before + 1);
  });

  test("a container that cannot be heard gives back what it ran", async () => {
    const before = ears.count("wait");
    const waiting = wait.remote(200);
    await ears.hear("wait", before + 1);
    lydian.links.containers.cut();
    assert.equal(await waiting, "waited");
    assert.equal(ears.count("wait"), before + 2);
  });

  test("what a container says while its replies are lost counts", async () => {
    const before = ears.count("wait");
    const waiting = wait.remote(200);
    await ears.hear("wait", before + 1);
    lydian.links.containers.dropReplies();
    assert.equal(await waiting, "waited");
    assert.equal(ears.count("wait"), before + 1);
    const ordering = order.remote("late");
    await delay(300);
    assert.equal(ears.count("order-late"), 0, "no container hears of it");
    lydian.links.containers.restore();
    assert.equal(await ordering, "ordered late");
  });

  test("a file without an App is refused, and nothing is lost", async () => {
    await assert.rejects(lydian.deploy(new URL("./ears.ts", import.meta.url)), /No App in "ears\.ts"/);
    assert.equal(await shop.square.remote(5), 25);
  });
});

test("servers do not meet, and leave the variables of the process as they were", async () => {
  const before = process.env["MODAL_SERVER_URL"];
  await using first = await startLydian();
  await using second = await startLydian({ isDefault: false });
  assert.equal(process.env["MODAL_SERVER_URL"], first.url);
  await second.deploy(file, { name: "other-shop" });
  const { client } = second;
  assert.equal(await Function.fromName("other-shop", "square", { client }).remote(6), 36);
  await assert.rejects(Function.fromName("other-shop", "square").remote(6), /other-shop/);
  await first.stop();
  await first.stop();
  assert.equal(process.env["MODAL_SERVER_URL"], before);
});
