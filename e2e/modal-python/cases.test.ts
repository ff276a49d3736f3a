/**
 * What people do with the official Python client, in both pinned versions at the same time: apps are
 * deployed once, then each case of `cases/` is run. Cases that cannot pass with a version are in
 * `exclusions.json`.
 */
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { fileURLToPath } from "node:url";
import { casesOf } from "../fixture/exclusions.ts";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { readTitles, runCaseFile, type CaseRun } from "./fixture/case-file.ts";
import { clientVersions, findPythonClients, type PythonClient } from "./fixture/python-client.ts";

const appFolder = fileURLToPath(new URL("apps", import.meta.url));

/** What `modal deploy` is told, for each app that cases look up. */
const apps: readonly (readonly string[])[] = [
  ["my_shared_app.py"],
  ["training.py"],
  ["functions.py"],
  ["failures.py"],
  ["fails_to_import.py"],
  ["storage.py"],
  ["classes.py"],
  ["scaling.py"],
  ["with_secrets.py"],
  ["with_images.py"],
  ["scheduled.py"],
];

interface CaseFile {
  readonly file: string;
  readonly with?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const files: readonly CaseFile[] = [
  { file: "guide.md" },
  { file: "functions.md" },
  { file: "map.md" },
  { file: "spawn.md" },
  { file: "failures.md" },
  { file: "classes.md" },
  { file: "scaling.md" },
  { file: "secrets.md" },
  { file: "storage.md" },
  { file: "images.md" },
  { file: "running.md" },
  { file: "schedules.md" },
  { file: "pickles.md" },
  { file: "payloads.md" },
  { file: "payloads.md", with: "CBOR", env: { MODAL_PAYLOAD_FORMAT: "cbor" } },
];

const clients = await findPythonClients();

describe("Python cases", { skip: clients.skip, concurrency: clientVersions.length }, () => {
  for (const version of clientVersions) {
    describe(`Python modal ${version}`, { concurrency: 1 }, () => {
      let lydian: Lydian;
      let client: PythonClient;

      before(async () => {
        lydian = await startLydian();
        client = clients.use(version, lydian);
        await prepare(client);
      });
      after(() => lydian.stop());

      for (const caseFile of files) describeFile(version, caseFile, () => client);
    });
  }
});

async function prepare(client: PythonClient): Promise<void> {
  const secret = ["secret", "create", "kept-secret", "KEPT=on the server", "ALSO=x"];
  for (const command of [secret, ...apps.map((app) => ["deploy", ...app])]) {
    const { code, stdout, stderr } = await client.modal(command, { cwd: appFolder });
    assert.equal(code, 0, `modal ${command.join(" ")}:\n${stdout}${stderr}`);
  }
}

function describeFile(version: string, caseFile: CaseFile, client: () => PythonClient): void {
  const { file, env } = caseFile;
  const suite = `${file}${caseFile.with === undefined ? "" : ` with ${caseFile.with}`}, ${version}`;
  describe(suite, { concurrency: 1 }, () => {
    const cases = casesOf(suite);
    let run: CaseRun;
    before(() => {
      run = runCaseFile(client(), file, env);
    });
    after(() => run.stop());
    for (const title of readTitles(file)) cases.test(title, () => run.done(title));
    cases.end();
  });
}
