import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile, lstat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { activateProfile, readProfiles, updateProfile } from "./account-file.ts";

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-account-"));
});
after(async () => {
  await rm(directory, { recursive: true });
});

const lydian = { server_url: "http://127.0.0.1:7070", token_id: "ak-1", token_secret: "as-1" };

test("updateProfile() makes the file with mode 0600 and a profile that readProfiles() finds", async () => {
  const path = join(directory, "new", "account.toml");
  await updateProfile(path, "lydian", { ...lydian, active: true });
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.deepEqual(await readProfiles(path), [
    {
      name: "lydian",
      serverUrl: lydian.server_url,
      tokenId: "ak-1",
      environment: undefined,
      isActive: true,
    },
  ]);
});

test("updateProfile() keeps other profiles byte for byte and closes the file to others", async () => {
  const path = join(directory, "others.toml");
  const theirs = `# keep me\n[default]\ntoken_id   =   "ak-9" # odd spacing\n`;
  await writeFile(path, theirs);
  await chmod(path, 0o644);
  await updateProfile(path, "lydian", lydian);
  assert.ok((await readFile(path, "utf8")).startsWith(theirs));
  assert.equal((await stat(path)).mode & 0o777, 0o600);
});

test("updateProfile() writes through a symbolic link", async () => {
  const target = join(directory, "target.toml");
  const path = join(directory, "link.toml");
  await writeFile(target, "");
  await symlink(target, path);
  await updateProfile(path, "lydian", lydian);
  assert.ok((await lstat(path)).isSymbolicLink());
  assert.match(await readFile(target, "utf8"), /ak-1/);
});

test("updateProfile() refuses a layout that it cannot edit and leaves the file alone", async () => {
  const path = join(directory, "odd.toml");
  const odd = `lydian = { token_id = "ak-0" }\n`;
  await writeFile(path, odd);
  await assert.rejects(updateProfile(path, "lydian", lydian), /Cannot (edit|read)/);
  assert.equal(await readFile(path, "utf8"), odd);
});

test("readProfiles() takes `default` for active when no profile says that it is", async () => {
  const path = join(directory, "default.toml");
  await writeFile(path, `[other]\n[default]\ntoken_id = "ak-1"\n`);
  assert.deepEqual(
    (await readProfiles(path)).filter((profile) => profile.isActive).map((profile) => profile.name),
    ["default"],
  );
});

test("readProfiles() names the file that does not parse", async () => {
  const path = join(directory, "broken.toml");
  await writeFile(path, "[default\n");
  await assert.rejects(readProfiles(path), /Cannot read account file ".*broken\.toml"/);
});

test("activateProfile() leaves exactly one profile active", async () => {
  const path = join(directory, "activate.toml");
  await writeFile(path, `[a]\nactive = true\ntoken_id = "x"\n\n[b]\nactive = false\n\n[c]\n`);
  await activateProfile(path, "c");
  assert.equal(await readFile(path, "utf8"), `[a]\ntoken_id = "x"\n\n[b]\n\n[c]\nactive = true\n`);
  await assert.rejects(activateProfile(path, "d"), /has no such profile/);
});
