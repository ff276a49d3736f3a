/** Public example programs, run by the newest Python client as their authors say, each on its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Finished } from "../../fixture/run-process.ts";
import { startLydian } from "../../fixture/start-lydian.ts";
import { findPythonClients, type PythonClient } from "../../modal-python/fixture/python-client.ts";
import type { Outcome } from "../results.ts";
import { copySource } from "../sources.ts";
import { examples, type Example } from "./examples.ts";

const repository = "modal-labs/modal-examples";

/** One installs scikit-learn, one sleeps some seconds in each of two hundred calls on 50 containers. */
const exampleMsMax = 300_000;
const logPollMs = 2_000;
const logLinesMax = 1_000;

export async function runPublicExamples(): Promise<readonly Outcome[]> {
  const clients = await findPythonClients();
  if (clients.skip !== false) throw new Error(clients.skip);
  const folder = await mkdtemp(join(tmpdir(), "lydian-suite-"));
  const lydian = await startLydian();
  const client = clients.use("1.6.4", lydian);
  const outcomes: Outcome[] = [];
  try {
    for (const example of examples) outcomes.push(await runExample(client, folder, example));
    return outcomes;
  } finally {
    await lydian.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runExample(client: PythonClient, folder: string, example: Example): Promise<Outcome> {
  const { path, waitsFor } = example;
  if (waitsFor !== undefined) return { case: path, kind: "skipped", reason: `waits for ${waitsFor}` };
  await copySource(repository, path, join(folder, dirname(path)));
  const options = { cwd: folder, deadlineMs: exampleMsMax };
  const run = example.isDetached === true ? ["run", "--detach", path] : ["run", path];
  const finished = await (example.isPlainPython === true
    ? client.python([path], options)
    : client.modal(run, options));
  const complaint =
    complaintAbout(example, finished) ?? (await complaintAboutLogs(client, example, finished));
  if (complaint === undefined) return { case: path, kind: "passed", reason: "" };
  return { case: path, kind: "failed", reason: `${complaint}\n${finished.stdout}\n${finished.stderr}` };
}

function complaintAbout({ prints = [], lines }: Example, finished: Finished): string | undefined {
  const { code, signal, stdout, stderr } = finished;
  if (code !== 0) return `it ended with ${signal ?? code}`;
  const missing = prints.find((pattern) => !pattern.test(stdout));
  if (missing !== undefined) return `it did not print ${missing.source}`;
  return lines && complaintAboutLines(`${stdout}\n${stderr}`, lines);
}

function complaintAboutLines(
  text: string,
  { like, count }: { readonly like: RegExp; readonly count: number },
): string | undefined {
  const found = text.split("\n").filter((line) => like.test(line.trimEnd())).length;
  return found === count ? undefined : `it said ${found} times instead of ${count}: ${like.source}`;
}

/** Looks again and again until the log says all, or as long as an example may take. */
async function complaintAboutLogs(
  client: PythonClient,
  { logs }: Example,
  { stdout: said }: Finished,
): Promise<string | undefined> {
  if (logs === undefined) return undefined;
  const [appId] = /\bap-\w+/.exec(said) ?? [];
  if (appId === undefined) return "it did not say which app it made";
  const deadlineMs = performance.now() + exampleMsMax;
  for (;;) {
    const { stdout } = await client.modal(["app", "logs", appId, "--tail", String(logLinesMax)]);
    const complaint = complaintAboutLines(stdout, logs);
    if (complaint === undefined || performance.now() > deadlineMs) return complaint;
    await sleep(logPollMs);
  }
}
