import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";

const sharedApp = fileURLToPath(new URL("../../examples/my_shared_app.ts", import.meta.url));

let lydian: Lydian;
before(async () => {
  lydian = await startLydian();
});
after(async () => {
  await lydian.stop();
});

/** Runs a command with `--json` and parses all that it printed. */
async function json(...args: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await lydian.run([...args, "--json"]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as unknown;
}

test("--json of every verb prints one JSON value and nothing else", async (t) => {
  await t.test("deploy", async () => {
    const made = (await json("deploy", sharedApp)) as Record<string, unknown>;
    assert.equal(made["name"], "my-shared-app");
    assert.match(String(made["appId"]), /^ap-/);
    assert.match(String(made["url"]), /^http:\/\/127\.0\.0\.1/);
  });
  await t.test("call", async () => {
    assert.equal(await json("call", "my-shared-app", "square", "42"), 1764);
    assert.equal(await json("call", "my-shared-app", "MyLifecycleClass.foo"), "hello world");
    const params = ["--params", '{"name":"you"}'];
    assert.equal(await json("call", "my-shared-app", "MyLifecycleClass.foo", ...params), "hello you");
  });
  await t.test("call of a generator prints one line per yield", async () => {
    const { stdout } = await lydian.run(["call", "my-shared-app", "countdown", "3", "--json"]);
    assert.equal(stdout, "3\n2\n1\n");
  });
  await t.test("run", async () => {
    assert.equal(await json("run", `${sharedApp}::square`, "3"), 9);
  });
  await t.test("app list, history, rollback, logs", async () => {
    const apps = (await json("app", "list")) as { name: string; state: string }[];
    assert.ok(apps.some((app) => app.name === "my-shared-app" && app.state === "deployed"));
    const history = (await json("app", "history", "my-shared-app")) as { version: number }[];
    assert.deepEqual(
      history.map(({ version }) => version),
      [1],
    );
    const { stdout } = await lydian.run(["app", "logs", "my-shared-app", "--json"]);
    for (const line of stdout.split("\n").filter((text) => text !== "")) JSON.parse(line);
  });
  await t.test("container list", async () => {
    const containers = (await json("container", "list", "--app", "my-shared-app")) as { function: string }[];
    assert.ok(containers.some((container) => container.function === "square"));
  });
  await t.test("environment create, list, rename, delete", async () => {
    await json("environment", "create", "staging");
    await json("environment", "rename", "staging", "preview");
    const environments = (await json("environment", "list")) as { name: string; isDefault: boolean }[];
    assert.equal(environments.filter((environment) => environment.isDefault).length, 1);
    assert.ok(environments.some((environment) => environment.name === "preview"));
    await json("environment", "delete", "preview", "--yes");
  });
  await t.test("secret create, list, delete, without a value anywhere", async () => {
    const made = await json("secret", "create", "hub", "TOKEN=s3cret-value", "B=2");
    assert.deepEqual((made as { keys: string[] }).keys, ["TOKEN", "B"]);
    const listed = JSON.stringify([made, await json("secret", "list")]);
    assert.match(listed, /"hub"/);
    assert.doesNotMatch(listed, /s3cret-value/);
    await json("secret", "delete", "hub", "--yes");
  });
  await t.test("token info", async () => {
    const info = (await json("token", "info")) as { tokenId: string };
    assert.match(info.tokenId, /^ak-/);
  });
  await t.test("app stop", async () => {
    await json("app", "stop", "my-shared-app", "--yes");
    const { code } = await lydian.run(["call", "my-shared-app", "square", "42"]);
    assert.equal(code, 1);
  });
});
