/** `modal environment`, `secret`, `config`, `profile`, `token` and what else has no app, as people type them. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startLydian, type Lydian } from "../../fixture/start-lydian.ts";
import { createUserFiles, type UserFiles } from "../../fixture/user-files.ts";
import { clientVersions, findPythonClients, type PythonClient } from "../fixture/python-client.ts";
import { takeSteps, type Step } from "./steps.ts";

const clients = await findPythonClients();

const cases: Readonly<Record<string, readonly Step[]>> = {
  "environments are made, renamed, listed and deleted with what is in them": [
    { run: "environment list", says: /main\s+True/ },
    { run: "environment create dev", says: /Environment created: dev/ },
    { run: "environment create dev", code: 1, says: /Environment "dev" exists/ },
    { run: "environment update dev --set-name test", says: /Environment updated/ },
    { run: "secret create inside KEY=value --env test", says: /Created a new secret 'inside'/ },
    { run: "environment list --json", says: /"name": "test"/ },
    { run: "environment delete test", code: 1, says: /irrevocably delete the environment 'test'/ },
    { run: "environment delete test --yes", says: /Environment deleted: test/ },
    { run: "environment create test" },
    { run: "secret list --env test", saysNot: /inside/ },
    { run: "environment delete main --yes", code: 1, says: /it is the default/ },
    { run: "environment delete gone --yes", code: 1, says: /Environment "gone" does not exist/ },
  ],
  "what environments cannot have is refused in a sentence": [
    { run: "environment create locked --restricted", code: 1, says: /has no roles/ },
    { run: "environment list", saysNot: /locked/ },
    { run: "environment roles list main", code: 1, says: /has no roles/ },
    { run: "environment update main --set-web-suffix x", code: 1, says: /no web endpoints/ },
  ],
  "secrets are made, overwritten, listed and deleted, and their values never shown": [
    { run: "secret create hub TOKEN=hidden USER=u", says: /with the keys 'TOKEN', 'USER'/ },
    { run: "secret create hub TOKEN=other", code: 1, says: /Secret "hub" exists/ },
    { run: "secret create hub TOKEN=other --force", says: /'hub' with the key 'TOKEN'/ },
    { run: "secret create data --from-json secret.json", says: /with the key 'FROM_FILE'/ },
    { run: "secret list", says: [/hub\s.*owner/, /data\s/], saysNot: /hidden|other/ },
    { run: "secret create wrong 1KEY=x", code: 1, says: /Cannot keep "1KEY" in a secret/ },
    { run: "secret list --env gone", code: 1, says: /Environment "gone" does not exist/ },
    { run: "secret delete hub --yes" },
    { run: "secret delete hub --yes", code: 1, says: /Secret 'hub' not found/ },
    { run: "secret delete hub --yes --allow-missing" },
  ],
  "volumes are made, listed and deleted, and their files refused": [
    { run: "volume create stash", says: /Created Volume 'stash'/ },
    { run: "volume create stash", code: 1, says: /Volume "stash" exists/ },
    { run: "volume list", says: /stash\s.*owner/ },
    { run: "volume ls stash", code: 1, says: /no files in volumes/ },
    { run: "volume put stash secret.json", code: 1, says: /no files in volumes/ },
    { run: "volume delete stash --yes" },
    { run: "volume list", saysNot: /stash/ },
  ],
  "the configuration and the token are shown": [
    { run: "config show", says: [/"server_url": "http:\/\/127/, /"token_secret": "\*\*\*"/] },
    { run: "token info", says: [/Token: ak-/, /Workspace: owner/, /Created at: \d{4}-/] },
    { run: "profile current" },
  ],
  "dicts and queues are made, looked into, cleared and deleted": [
    { run: "dict create names" },
    { run: "dict list", says: /names\s/ },
    { run: "queue create waiting" },
    { run: "queue list", says: /waiting\s/ },
    { run: "dict items prices", says: /tea.*3/ },
    { run: "dict items prices 1 --json", says: /"tea"/ },
    { run: "dict get prices tea", says: /3/ },
    { run: "dict get prices mate", says: /None/ },
    { run: "dict list", says: /prices\s.*owner/ },
    { run: "queue len orders", says: /1/ },
    { run: "queue len orders --partition east", says: /2/ },
    { run: "queue len orders --total", says: /3/ },
    { run: "queue peek orders 2", says: /first/ },
    { run: "queue list", says: /orders\s.*1.*3/ },
    { run: "dict clear prices --yes" },
    { run: "dict items prices", saysNot: /tea/ },
    { run: "queue clear orders --partition east --yes" },
    { run: "queue len orders --total", says: /1/ },
    { run: "queue clear orders --all --yes" },
    { run: "queue len orders --total", says: /0/ },
    { run: "dict delete prices --yes" },
    { run: "queue delete orders --yes" },
    { run: "dict items prices", code: 1, says: /Dict 'prices' not found/ },
    { run: "queue peek orders", code: 1, says: /Queue 'orders' not found/ },
  ],
  "what there is not says what is missing": [
    { run: "nfs list", code: 1, says: /no network file systems/ },
    { run: "workspace members list", code: 1, says: /no roles/ },
    { run: "workspace settings list", says: /default-environment\s+main/ },
    { run: "workspace proxy-tokens list", code: 1, says: /no tokens for web endpoints/ },
    { run: "dashboard", says: /http:\/\/127\.0\.0\.1:\d+\// },
  ],
};

const fill = `
import modal
modal.Dict.from_name("prices", create_if_missing=True)["tea"] = 3
orders = modal.Queue.from_name("orders", create_if_missing=True)
orders.put("first")
orders.put_many(["second", "third"], partition="east")
`;

for (const version of clientVersions) {
  describe(`Python modal ${version}: commands about names`, { skip: clients.skip }, () => {
    let lydian: Lydian;
    let files: UserFiles;
    let client: PythonClient;

    before(async () => {
      lydian = await startLydian();
      files = await createUserFiles();
      client = clients.use(version, lydian);
      await files.write("secret.json", JSON.stringify({ FROM_FILE: "hidden" }));
      const filled = await client.python(["-c", fill]);
      assert.equal(filled.code, 0, filled.stderr);
    });
    after(async () => {
      await files.remove();
      await lydian.stop();
    });

    for (const [title, steps] of Object.entries(cases))
      test(title, () => takeSteps(client, steps, { cwd: files.directory }));

    test("token set, profile list and activate, config set-environment keep to the account file", async () => {
      const environment = client.environment;
      const id = environment["MODAL_TOKEN_ID"] ?? "";
      const secret = environment["MODAL_TOKEN_SECRET"] ?? "";
      const path = join(files.directory, "set.toml");
      const env = { MODAL_CONFIG_PATH: path, MODAL_TOKEN_ID: undefined, MODAL_TOKEN_SECRET: undefined };
      await takeSteps(
        client,
        [
          { run: `token set --token-id ${id} --token-secret as-wrong`, code: 1, says: /token is not valid/ },
          { run: `token set --token-id ${id} --token-secret ${secret}`, says: /profile owner/ },
          { run: "profile list", says: /owner\s+owner/ },
          { run: "profile activate owner", says: /Active profile: owner/ },
          { run: "config set-environment gone", code: 1, says: /does not exist/ },
          { run: "config set-environment main", says: /New default environment/ },
        ],
        { env },
      );
      const written = await readFile(path, "utf8");
      assert.match(written, /\[owner\]/);
      assert.match(written, /environment = "main"/);
    });

    test("token new leads through a page of the server to a token in the account file", async () => {
      const path = join(files.directory, "new.toml");
      const env = {
        MODAL_CONFIG_PATH: path,
        MODAL_TOKEN_ID: undefined,
        MODAL_TOKEN_SECRET: undefined,
        PYTHONUNBUFFERED: "1",
        // A browser that shows nothing.
        BROWSER: "true",
      };
      let confirmed: Promise<Response> | undefined;
      const onOutput = (output: string): void => {
        const url = /(http:\/\/\S+\/sign-in\/\S+)/.exec(output)?.[1];
        const code = /code: ([A-Z0-9]{6})\s/.exec(output)?.[1];
        if (url === undefined || code === undefined || confirmed !== undefined) return;
        const form = { code, operatorCode: lydian.signInCode, username: "eva" };
        confirmed = fetch(url, { method: "POST", body: new URLSearchParams(form) });
      };
      const { code, stdout, stderr } = await client.modal(["token", "new"], { env, onOutput });
      assert.equal(code, 0, stdout + stderr);
      assert.equal((await confirmed)?.status, 200);
      assert.match(stdout, /connected to the eva workspace/);
      await takeSteps(client, [{ run: "token info", says: /User: eva/ }], { env });
    });
  });
}
