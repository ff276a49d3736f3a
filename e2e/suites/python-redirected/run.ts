/**
 * Tests of the official Python client, as they are, with a Lydian server where they expect their mock.
 * Those that only use the client are worth something here; those that look into the mock skip themselves.
 */
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { accountOf } from "../../fixture/account.ts";
import { runProcess } from "../../fixture/run-process.ts";
import { startLydian } from "../../fixture/start-lydian.ts";
import { installRequirements } from "../../modal-python/fixture/install-requirements.ts";
import type { Outcome } from "../results.ts";
import { copySource } from "../sources.ts";

const repository = "modal-labs/modal-client";
const here = fileURLToPath(new URL(".", import.meta.url));
const files = ["dict", "environment", "lookup", "queue", "secret"].map((name) => `test/${name}_test.py`);

/** Filling a queue of thousands item by item, as one of them does four times, takes a minute each time. */
const testsMsMax = 900_000;

export async function runPythonRedirected(): Promise<readonly Outcome[]> {
  const python = await installRequirements("python-redirected", join(here, "requirements.txt"));
  if (python.kind === "missing") throw new Error(python.reason);
  const folder = await mkdtemp(join(tmpdir(), "lydian-suite-"));
  const lydian = await startLydian();
  try {
    await copySource(repository, "py/test", join(folder, "test"));
    await copyFile(join(here, "pytest.ini"), join(folder, "pytest.ini"));
    const fixtures = join(folder, "test/conftest.py");
    const redirection = await readFile(join(here, "redirect.py"), "utf8");
    await writeFile(fixtures, `${await readFile(fixtures, "utf8")}\n\n${redirection}`);
    const report = join(folder, "report.json");
    const { stdout, stderr } = await runProcess(
      join(python.folder, "bin/python"),
      ["-m", "pytest", "-p", "no:cacheprovider", "--quiet", ...files],
      {
        cwd: folder,
        env: {
          ...accountOf(lydian),
          MODAL_CONFIG_PATH: join(folder, "none.toml"),
          LYDIAN_SUITE_REPORT: report,
        },
        deadlineMs: testsMsMax,
      },
    );
    const text = await readFile(report, "utf8").catch(() => {
      throw new Error(`The tests did not come to an end:\n${stdout}\n${stderr}`);
    });
    return JSON.parse(text) as readonly Outcome[]; // written by redirect.py
  } finally {
    await lydian.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
