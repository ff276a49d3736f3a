import assert from "node:assert/strict";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import { TestWorld } from "../engine.test.world.ts";
import { signInMs, signInsMax, signInTriesMax } from "../limits.ts";

const refusal =
  (kind: LydianError["kind"]) =>
  (error: unknown): boolean =>
    error instanceof LydianError && error.kind === kind;

test("confirm() gives a token that is known, once, to who began the sign-in (S1)", async () => {
  const world = new TestWorld();
  const { signIns, access } = world.engine;
  const { signInId, code, waitSecret } = signIns.begin({ localPort: 4_000 });
  assert.equal(signIns.find(signInId).localPort, 4_000);
  const waiting = signIns.await(signInId, { waitSecret, timeoutMs: 40_000 });
  const { operatorCode } = signIns;
  const answer = {
    code: ` ${code.toLowerCase()} `,
    operatorCode: operatorCode.replace("-", " "),
    username: "eva",
  };
  await world.during(signIns.confirm(signInId, answer));
  const token = await world.during(waiting);
  assert.ok(token);
  const caller = await world.during(access.authenticateClient(token.tokenId, token.tokenSecret));
  assert.equal(caller.kind === "client" && caller.username, "eva");
  assert.throws(() => signIns.find(signInId), refusal("not-found"));
  await assert.rejects(signIns.await(signInId, { waitSecret, timeoutMs: 0 }), refusal("not-found"));
});

test("a token that was confirmed while nobody waited is there for the next who asks", async () => {
  const world = new TestWorld();
  const { signIns } = world.engine;
  const { signInId, code, waitSecret } = signIns.begin({ localPort: 1 });
  assert.equal(await world.during(signIns.await(signInId, { waitSecret, timeoutMs: 10 })), undefined);
  const { operatorCode } = signIns;
  await world.during(signIns.confirm(signInId, { code, operatorCode, username: "eva" }));
  const gone = AbortSignal.abort();
  assert.equal(
    await world.during(signIns.await(signInId, { waitSecret, timeoutMs: 10, signal: gone })),
    undefined,
    "nobody listens any more",
  );
  await assert.rejects(
    signIns.await(signInId, { waitSecret: "another", timeoutMs: 10 }),
    refusal("not-found"),
  );
  assert.ok(await world.during(signIns.await(signInId, { waitSecret, timeoutMs: 10 })));
});

test("the operator's code is good for one sign-in, and the next is announced (S2)", async () => {
  const world = new TestWorld();
  const { signIns } = world.engine;
  const first = signIns.begin({ localPort: 1 });
  const second = signIns.begin({ localPort: 1 });
  const { operatorCode } = signIns;
  const confirm = ({ signInId, code }: typeof first): Promise<void> =>
    signIns.confirm(signInId, { code, operatorCode, username: "eva" });
  const outcomes = await world.during(Promise.allSettled([confirm(first), confirm(second), confirm(first)]));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["fulfilled", "rejected", "rejected"],
  );
  assert.notEqual(signIns.operatorCode, operatorCode);
  assert.match(world.announcements.join(), new RegExp(`"eva".*${signIns.operatorCode}`));
});

test("a sign-in is over after too many wrong tries, and after its time (S3)", async () => {
  const world = new TestWorld();
  const { signIns } = world.engine;
  const { signInId, code } = signIns.begin({ localPort: 1 });
  const right = { code, operatorCode: signIns.operatorCode, username: "eva" };
  for (let i = 0; i < signInTriesMax; i += 1) {
    const wrong = i % 2 === 0 ? { ...right, code: "AAAAAA" } : { ...right, operatorCode: "AAAA-AAAA" };
    await assert.rejects(signIns.confirm(signInId, wrong), refusal("permission-denied"));
  }
  await assert.rejects(signIns.confirm(signInId, right), refusal("not-found"));
  const late = signIns.begin({ localPort: 1 });
  await world.pass(signInMs + 1_000);
  await assert.rejects(signIns.confirm(late.signInId, { ...right, code: late.code }), refusal("not-found"));
});

test("a name that cannot be one costs no try", async () => {
  const world = new TestWorld();
  const { signIns } = world.engine;
  const { signInId, code } = signIns.begin({ localPort: 1 });
  const { operatorCode } = signIns;
  for (let i = 0; i <= signInTriesMax; i += 1)
    await assert.rejects(
      signIns.confirm(signInId, { code, operatorCode, username: "<b>" }),
      refusal("invalid-argument"),
    );
  await world.during(signIns.confirm(signInId, { code, operatorCode, username: "eva" }));
});

test("begin() refuses more than can wait, until the oldest are over", async () => {
  const world = new TestWorld();
  const { signIns } = world.engine;
  for (let i = 0; i < signInsMax; i += 1) signIns.begin({ localPort: i });
  assert.throws(() => signIns.begin({ localPort: 1 }), refusal("resource-exhausted"));
  await world.pass(signInMs + 1_000);
  signIns.begin({ localPort: 1 });
});

test("a token expires when its sign-in said so, and may be deleted by its owner alone", async () => {
  const world = new TestWorld();
  const { signIns, access } = world.engine;
  const { signInId, code, waitSecret } = signIns.begin({ localPort: 1, lifetimeMs: 60_000 });
  const { operatorCode } = signIns;
  await world.during(signIns.confirm(signInId, { code, operatorCode, username: "eva" }));
  const token = await world.during(signIns.await(signInId, { waitSecret, timeoutMs: 10 }));
  assert.ok(token);
  const authenticate = () => world.during(access.authenticateClient(token.tokenId, token.tokenSecret));
  const caller = await authenticate();
  const { createdAtMs, expiresAtMs } = await world.during(access.readToken(caller));
  assert.equal((expiresAtMs ?? 0) - createdAtMs, 60_000);
  const other = await world.during(world.engine.issueToken("adam"));
  await assert.rejects(world.during(access.deleteToken(caller, other.tokenId)), refusal("permission-denied"));
  await world.pass(60_000);
  await assert.rejects(authenticate(), refusal("unauthenticated"));
  await world.during(access.deleteToken(caller, token.tokenId));
  await assert.rejects(world.during(access.readToken(caller)), refusal("not-found"));
});
