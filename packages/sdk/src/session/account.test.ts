import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { AuthError, ConnectionError, InvalidError } from "../errors.ts";
import { readAccount } from "./account.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-account-"));
});
after(() => rm(folder, { recursive: true }));

const file = `
[modal]
token_id = "ak-other"
token_secret = "as-other"
server_url = "https://elsewhere.example:443"

[lydian]
active = true
token_id = "ak-1"
token_secret = "as-1"
server_url = "http://127.0.0.1:9000/"
environment = "dev"
`;

async function variables(text: string, others: Record<string, string> = {}): Promise<Record<string, string>> {
  const path = join(folder, `${Math.random()}.toml`);
  await writeFile(path, text);
  return { MODAL_CONFIG_PATH: path, ...others };
}

describe("readAccount()", () => {
  it("takes the active profile", async () => {
    assert.deepEqual(readAccount({}, await variables(file)), {
      serverUrl: "http://127.0.0.1:9000",
      tokenId: "ak-1",
      tokenSecret: "as-1",
      environmentName: "dev",
    });
  });

  it("lets variables win over the profile, MODAL_PROFILE choose it, and options win over both", async () => {
    const given = await variables(file, {
      MODAL_PROFILE: "modal",
      MODAL_TOKEN_ID: "ak-2",
      MODAL_ENVIRONMENT: "main",
    });
    assert.deepEqual(readAccount({ tokenSecret: "as-3" }, given), {
      serverUrl: "https://elsewhere.example",
      tokenId: "ak-2",
      tokenSecret: "as-3",
      environmentName: "main",
    });
  });

  it("has no server of its own: says how to get one", async () => {
    const absent = { MODAL_CONFIG_PATH: join(folder, "absent.toml") };
    assert.throws(
      () => readAccount({}, absent),
      (error) => error instanceof ConnectionError && /lydian up/.test(error.message),
    );
  });

  it("names the profile to use if the one in use has no server", async () => {
    const given = await variables(
      "[work]\nactive = true\ntoken_id = 'a'\n[lydian]\nserver_url = 'http://localhost:1'",
    );
    assert.throws(() => readAccount({}, given), /"work" has no server_url.*lydian profile activate lydian/);
  });

  it("says that a token is missing", async () => {
    const given = await variables("[a]\nactive = true\nserver_url = 'http://localhost:1'");
    assert.throws(
      () => readAccount({}, given),
      (error) => error instanceof AuthError && /lydian token set/.test(error.message),
    );
  });

  it("names the file that does not parse, the profile that is not there, the address that is none", async () => {
    const broken = await variables("[a\n");
    assert.throws(
      () => readAccount({}, broken),
      (error) => error instanceof InvalidError && error.message.includes(broken["MODAL_CONFIG_PATH"] ?? "-"),
    );
    const unknown = await variables(file, { MODAL_PROFILE: "nobody" });
    assert.throws(() => readAccount({}, unknown), /no such profile/);
    const wrong = await variables(file, { MODAL_SERVER_URL: "localhost:80" });
    assert.throws(() => readAccount({}, wrong), /http:\/\/host:port/);
  });
});
