/**
 * The core tests of the official JavaScript client: those that call functions and classes or use
 * queues, secrets, volumes and proxies, as they are, with the published package, after the setup that
 * their authors describe. What they call is deployed with the official Python client.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { accountOf } from "../../fixture/account.ts";
import { openCacheFolder } from "../../fixture/cache-folder.ts";
import { runProcess, type Finished } from "../../fixture/run-process.ts";
import { startLydian, type Lydian } from "../../fixture/start-lydian.ts";
import { installRequirements } from "../../modal-python/fixture/install-requirements.ts";
import { findPythonClients, useClient } from "../../modal-python/fixture/python-client.ts";
import type { Outcome } from "../results.ts";
import { copySource } from "../sources.ts";

interface Case {
  readonly case: string;
  readonly file: string;
  /** Whether a server that only pretends fails it: that of the client's own tests does. */
  readonly discriminates: boolean;
}

/** What Vitest writes, as far as it is read. */
interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const repository = "modal-labs/modal-client";
const environmentName = "libmodal";
const here = fileURLToPath(new URL(".", import.meta.url));

/** The image of one function is built meanwhile. */
const deployMsMax = 300_000;
const installMsMax = 240_000;
const testsMsMax = 300_000;

export async function runJavaScriptCore(): Promise<readonly Outcome[]> {
  const cases = JSON.parse(await readFile(join(here, "cases.json"), "utf8")) as readonly Case[]; // written by us
  const folder = await installTests();
  const lydian = await startLydian();
  try {
    await setUp(lydian, join(folder, "support"));
    const outcomes = await runTests(lydian, folder, cases);
    const discriminating = cases.filter(({ discriminates }) => discriminates).map((each) => each.case);
    const passed = outcomes.filter(({ kind }) => kind === "passed").map((outcome) => outcome.case);
    const proof = discriminating.filter((name) => passed.includes(name)).length;
    console.log(`  ${proof} of the ${discriminating.length} passed that a mere pretence of a server fails`);
    return outcomes;
  } finally {
    await lydian.stop();
  }
}

/** The tests as they are, beside the packages that they need. */
async function installTests(): Promise<string> {
  const lock = await readFile(join(here, "package-lock.json"));
  const key = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const folder = join(await openCacheFolder(), "suites", `javascript-core-${key}`);
  await mkdir(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json", "vitest.config.ts"]) {
    await cp(join(here, file), join(folder, file));
  }
  for (const part of ["test", "test-support", "src"]) {
    await rm(join(folder, part), { recursive: true, force: true });
    await copySource(repository, `js/${part}`, join(folder, part));
  }
  if (!existsSync(join(folder, "node_modules/.package-lock.json"))) {
    // Not "ci": it refuses a lock file that names no package for another platform than this.
    const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    mustSucceed("npm install", await runProcess("npm", args, { cwd: folder, deadlineMs: installMsMax }));
  }
  return folder;
}

/** What the tests find: apps, of which one is by a client that knew no CBOR, and a secret. */
async function setUp(lydian: Lydian, support: string): Promise<void> {
  await copySource(repository, "test-support", support);
  const clients = await findPythonClients();
  if (clients.skip !== false) throw new Error(clients.skip);
  const old = await installRequirements("modal-1.1.4", join(here, "modal-1.1.4.txt"));
  if (old.kind === "missing") throw new Error(old.reason);
  const modal = clients.use("1.6.4", lydian);
  const oldModal = useClient("1.1.4", old.folder, lydian);
  const options = { env: { MODAL_ENVIRONMENT: environmentName }, cwd: support, deadlineMs: deployMsMax };
  const secret = ["secret", "create", "--force", "libmodal-test-secret", "a=1", "b=2", "c=hello world"];
  mustSucceed("environment create", await modal.modal(["environment", "create", environmentName]));
  mustSucceed("secret create", await modal.modal(secret, options));
  mustSucceed("deploy test_support.py", await modal.modal(["deploy", "test_support.py"], options));
  const deployOld = ["deploy", "test_support_1_1.py"];
  mustSucceed("deploy test_support_1_1.py", await oldModal.modal(deployOld, options));
}

async function runTests(lydian: Lydian, folder: string, cases: readonly Case[]): Promise<readonly Outcome[]> {
  const files = [...new Set(cases.map(({ file }) => `test/${file}.test.ts`))];
  const names = cases.map((each) => each.case.replaceAll(".", "\\.")).join("|");
  const output = join(folder, "report.json");
  await writeFile(output, "{}");
  const run = await runProcess(
    process.execPath,
    [
      join(folder, "node_modules/vitest/vitest.mjs"),
      "run",
      ...files,
      `--testNamePattern=^(${names})$`,
      "--reporter=json",
      `--outputFile=${output}`,
    ],
    {
      cwd: folder,
      env: {
        ...accountOf(lydian),
        MODAL_CONFIG_PATH: `${lydian.configPath}.none`,
        MODAL_ENVIRONMENT: environmentName,
      },
      deadlineMs: testsMsMax,
    },
  );
  const { testResults = [] } = JSON.parse(await readFile(output, "utf8")) as Partial<Report>; // Vitest's own
  const ran = new Map(
    testResults.flatMap(({ assertionResults }) => assertionResults).map((each) => [each.title, each]),
  );
  return cases.map(({ case: name }): Outcome => {
    const found = ran.get(name);
    if (found === undefined) return { case: name, kind: "failed", reason: `not run: ${run.stderr}` };
    if (found.status === "passed") return { case: name, kind: "passed", reason: "" };
    return { case: name, kind: "failed", reason: found.failureMessages.join("\n") || found.status };
  });
}

function mustSucceed(what: string, { code, stdout, stderr }: Finished): void {
  if (code !== 0) throw new Error(`${what} failed:\n${stdout}\n${stderr}`);
}
