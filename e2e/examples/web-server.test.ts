import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { cleanEnvironment } from "../fixture/run-process.ts";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";

const trainApp = fileURLToPath(new URL("../../examples/train_app.ts", import.meta.url));
const webServer = fileURLToPath(new URL("../../examples/web_server.ts", import.meta.url));

let lydian: Lydian;
before(async () => {
  lydian = await startLydian();
  const { code, stderr } = await lydian.run(["deploy", trainApp]);
  assert.equal(code, 0, stderr);
});
after(async () => {
  await lydian.stop();
});

/** Starts the web server on a free port; the port is in the line that it prints. */
async function startWebServer() {
  const child = spawn(process.execPath, [webServer], {
    env: cleanEnvironment({ ...lydian.environment, PORT: "0" }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line", {
    signal: AbortSignal.timeout(20_000),
  })) as [string]; // how this event is declared
  const url = /http:\S+/.exec(line)?.[0] ?? "";
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { url, stop };
}

interface Answer {
  readonly status: string;
  readonly result?: unknown;
}

/** Asks until the job is no longer running. */
async function waitForJob(url: string, id: string): Promise<Answer> {
  const signal = AbortSignal.timeout(20_000);
  for (;;) {
    const response = await fetch(`${url}/jobs/${id}`, { signal });
    const answer = (await response.json()) as Answer;
    if (answer.status !== "running") return answer;
    assert.equal(response.status, 202);
    await delay(20, undefined, { signal });
  }
}

test("web_server.ts spawns a job and another web server answers for it by its id", async () => {
  const first = await startWebServer();
  const response = await fetch(`${first.url}/jobs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ userId: "ada", steps: 4 }),
  });
  assert.equal(response.status, 202);
  const { id } = (await response.json()) as { id: string };
  assert.match(id, /^fc-/);
  await first.stop();

  const second = await startWebServer();
  assert.deepEqual(await waitForJob(second.url, id), {
    status: "done",
    result: { userId: "ada", loss: 0.25 },
  });
  const unknown = await fetch(`${second.url}/jobs/fc-0000000000000000000000`);
  assert.equal(unknown.status, 404);
  await second.stop();
});
