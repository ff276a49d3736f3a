import assert from "node:assert/strict";
import { test } from "node:test";
import { editSection } from "./toml-section.ts";

const others = `# mine
[work]   # the day job
token_id = "ak-1"
active = true

["home lab"]
server_url = 'http://10.0.0.1:1'`;

test("editSection() appends a table that is not there and keeps every byte before it", () => {
  assert.equal(
    editSection(others, "lydian", { token_id: "ak-2", active: undefined }),
    `${others}\n\n[lydian]\ntoken_id = "ak-2"\n`,
  );
  assert.equal(editSection("", "a b", { active: true }), `["a b"]\nactive = true\n`);
});

test("editSection() replaces keys in place and adds what is missing at the end of the table", () => {
  assert.equal(
    editSection(others, "work", { token_id: "ak-3", token_secret: "as-3" }),
    others.replace(`"ak-1"\nactive = true`, `"ak-3"\nactive = true\ntoken_secret = "as-3"`),
  );
});

test("editSection() removes a key whose value is undefined", () => {
  assert.equal(editSection(others, "work", { active: undefined }), others.replace("active = true\n", ""));
});

test("editSection() finds quoted tables and the last one of a text", () => {
  assert.equal(
    editSection(others, "home lab", { server_url: 'http://"x"' }),
    others.replace("'http://10.0.0.1:1'", String.raw`"http://\"x\""`),
  );
});
