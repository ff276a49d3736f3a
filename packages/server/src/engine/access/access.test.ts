import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import { client, TestWorld } from "../engine.test.world.ts";

function refusal(kind: LydianError["kind"], text: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof LydianError && error.kind === kind && text.test(error.message);
}

test("secrets are sealed at rest, revealed to containers in order, and never without their key", async () => {
  const world = new TestWorld();
  const { secrets } = world.engine;
  const first = await world.during(
    secrets.create(client, {
      name: "hub",
      environmentName: "",
      values: { A: "1", B: "1" },
      mode: "fail-if-exists",
    }),
  );
  const second = await world.during(
    secrets.create(client, { environmentName: "", values: { B: "2" }, mode: "keep-existing" }),
  );
  assert.deepEqual(await world.during(secrets.reveal([first.secretId, second.secretId])), { A: "1", B: "2" });
  await assert.rejects(
    world.during(
      secrets.create(client, { name: "hub", environmentName: "", values: {}, mode: "fail-if-exists" }),
    ),
    refusal("already-exists", /"hub" exists/),
  );
  await world.during(secrets.update(client, first.secretId, { A: null, C: "3" }));
  assert.deepEqual((await world.during(secrets.lookUp("hub", "", ["C"]))).keys, ["B", "C"]);
  await assert.rejects(
    world.during(secrets.lookUp("hub", "", ["A"])),
    refusal("failed-precondition", /Secret is missing key\(s\): A; it is called 'hub'/),
  );
});

test("tokens: a wrong one is refused, an issued one is known", async () => {
  const world = new TestWorld();
  const { tokenId, tokenSecret } = await world.during(world.engine.issueToken("owner"));
  assert.deepEqual(await world.during(world.engine.access.authenticateClient(tokenId, tokenSecret)), {
    kind: "client",
    tokenId,
    username: "owner",
  });
  for (const [id, secret] of [
    [tokenId, "as-wrong"],
    ["ak-none", tokenSecret],
    ["", ""],
  ] as const) {
    await assert.rejects(
      world.during(world.engine.access.authenticateClient(id, secret)),
      refusal("unauthenticated", /token/),
    );
  }
});
