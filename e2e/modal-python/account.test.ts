/** The official Python client finds this server, by variables or by the account file, and is let in. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { clientVersions, findPythonClients } from "./fixture/python-client.ts";

const clients = await findPythonClients();
const lookUp = `
import modal
modal.Function.from_name("nowhere", "nothing").hydrate()
`;

for (const version of clientVersions) {
  describe(`Python modal ${version}: accounts`, { skip: clients.skip }, () => {
    let lydian: Lydian;

    before(async () => {
      lydian = await startLydian();
    });
    after(() => lydian.stop());

    test("it is the version that is pinned", async () => {
      const { code, stdout } = await clients.use(version, lydian).modal(["--version"]);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`\\b${version.replaceAll(".", "\\.")}\\n`));
    });

    test("a server and a token in the environment are enough", async () => {
      const { code, stderr } = await clients.use(version, lydian).python(["-c", lookUp]);
      assert.equal(code, 1);
      assert.match(stderr, /NotFoundError.*nowhere/);
    });

    test("the account file that lydian up wrote is enough", async () => {
      const names = ["MODAL_SERVER_URL", "MODAL_TOKEN_ID", "MODAL_TOKEN_SECRET"];
      const unset = Object.fromEntries(names.map((name) => [name, undefined]));
      const client = clients.use(version, lydian);
      const env = { ...unset, MODAL_CONFIG_PATH: lydian.configPath };
      const { code, stderr } = await client.python(["-c", lookUp], { env });
      assert.equal(code, 1);
      assert.match(stderr, /NotFoundError.*nowhere/);
    });

    test("a wrong secret is refused, saying so", async () => {
      const env = { MODAL_TOKEN_SECRET: "as-wrong" };
      const { code, stderr } = await clients.use(version, lydian).python(["-c", lookUp], { env });
      assert.equal(code, 1);
      assert.match(stderr, /AuthError.*token/);
    });
  });
}
