/** Callers that are killed while they wait: their calls end as if somebody waited, and hold nothing up for ever. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Function, FunctionCall } from "lydian";
import { cleanEnvironment } from "../fixture/run-process.ts";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { findPythonClients, type PythonClient } from "../modal-python/fixture/python-client.ts";

const languages = ["typescript", "python"] as const;
type Language = (typeof languages)[number];

const python = await findPythonClients();
const here = (name: string): string => fileURLToPath(new URL(`vanished/${name}`, import.meta.url));
/** A Python container starts in seconds where everything is busy. */
const waitMsMax = 60_000;
const mapped = 20;

describe("callers that are killed", { concurrency: 1, skip: python.skip, timeout: 300_000 }, () => {
  let folder: string;
  let lydian: Lydian;
  let client: PythonClient;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lydian-vanished-"));
    // Functions write where the test reads.
    lydian = await startLydian({ args: ["--launcher", "process"] });
    Object.assign(process.env, lydian.environment);
    client = python.use("1.6.4", lydian);
    const deployed = await lydian.run(["deploy", here("vanished-app.ts")]);
    assert.equal(deployed.code, 0, deployed.stderr);
    const other = await client.modal(["deploy", here("vanished_app.py")]);
    assert.equal(other.code, 0, other.stderr);
  });
  after(async () => {
    await lydian.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function start(caller: Language, args: readonly string[]): ChildProcess {
    const [program, script] =
      caller === "python" ? [client.interpreter, here("caller.py")] : [process.execPath, here("caller.ts")];
    const variables = caller === "python" ? client.environment : lydian.environment;
    return spawn(program, [script, ...args], { env: cleanEnvironment(variables), stdio: "inherit" });
  }

  async function linesOf(file: string): Promise<readonly string[]> {
    const text = await readFile(file, "utf8").catch(() => "");
    return text.split("\n").filter((line) => line !== "");
  }

  async function until(
    file: string,
    isThere: (lines: readonly string[]) => boolean,
  ): Promise<readonly string[]> {
    const endMs = performance.now() + waitMsMax;
    for (;;) {
      const lines = await linesOf(file);
      if (isThere(lines)) return lines;
      if (performance.now() > endMs) assert.fail(`still only: ${lines.join(", ") || "nothing"}`);
      await delay(20);
    }
  }

  /** Calls a function and kills the caller when it has begun. */
  async function vanish(
    caller: Language,
    language: Language,
    name: string,
    count = 1,
  ): Promise<{ readonly file: string; readonly callId: string }> {
    const file = join(folder, `${caller}-${language}-${name}`);
    const process_ = start(caller, [`vanished-${language}`, name, file, String(count)]);
    const [first = ""] = await until(file, (lines) => lines.length > 0);
    process_.kill("SIGKILL");
    await once(process_, "exit");
    return { file, callId: first.split(" ")[1] ?? "" };
  }

  for (const caller of languages) {
    for (const language of languages) {
      const title = `of a function in ${language}, by a caller in ${language === caller ? "it" : caller}`;

      test(`a failure is retried: ${title}`, async () => {
        const { file } = await vanish(caller, language, "fails");
        await until(file, (lines) => lines.length === 3);
      });

      test(`a run that takes too long is ended: ${title}`, async () => {
        const { file } = await vanish(caller, language, "runs_out");
        const lines = await until(file, (all) => all.includes("ended"));
        assert.equal(lines.length, 2, "it is not run again");
      });

      test(`somebody else can cancel it: ${title}`, async () => {
        const { file, callId } = await vanish(caller, language, "waits");
        await FunctionCall.fromId(callId).cancel();
        const lines = await until(file, (all) => all.includes("ended"));
        assert.equal(lines.length, 2, "it is not run again");
      });

      test(`what was put of a map runs once, and leaves nothing behind: ${title}`, async () => {
        const { file } = await vanish(caller, language, "counts", mapped);
        const counts = Function.fromName(`vanished-${language}`, "counts");
        const endMs = performance.now() + waitMsMax;
        for (;;) {
          const { backlog, numRunningInputs } = await counts.getCurrentStats();
          if (backlog === 0 && numRunningInputs === 0) break;
          assert.ok(performance.now() < endMs, `${backlog} wait and ${numRunningInputs} run`);
          await delay(50);
        }
        const lines = await linesOf(file);
        assert.equal(new Set(lines).size, lines.length, "each runs once");
        await delay(500);
        assert.equal((await linesOf(file)).length, lines.length, "nothing begins later");
      });
    }
  }
});
