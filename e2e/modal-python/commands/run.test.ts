/** `modal run`, `deploy` and `serve` of a Python app, as people type them. */
import assert from "node:assert/strict";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startLydian, type Lydian } from "../../fixture/start-lydian.ts";
import { createUserFiles, type UserFiles } from "../../fixture/user-files.ts";
import { clientVersions, findPythonClients, type PythonClient } from "../fixture/python-client.ts";
import { takeSteps, type Step } from "./steps.ts";

const clients = await findPythonClients();
const appFile = fileURLToPath(new URL("run_app.py", import.meta.url));

/** The first of all makes the environment that functions run in. */
const buildMsMax = 240_000;
/** The client waits ten seconds for the end of the logs: no run may. */
const runMsMax = 9_000;

const cases: Readonly<Record<string, readonly Step[]>> = {
  "local entrypoints get their arguments by type, and functions their surroundings": [
    {
      run: "run run_app.py::main --n 5 --name bob --flag --ratio 1.5",
      says: [/arguments 5 'bob' True 1.5\n/, /squaring 5\n/, /from afar 25 mine value\n/, /App completed/],
    },
    { run: "run run_app.py::main --n abc", code: 2, says: /'abc' is not a valid integer/ },
    { run: "run run_app.py::gone", code: 1, says: /main/ },
    { run: "run --env gone run_app.py::main", code: 1, says: /Environment "gone" does not exist/ },
  ],
  "functions and methods are run by their names": [
    { run: "run run_app.py::square --x 4", says: /squaring 4\n/ },
    { run: "run run_app.py::Greeter.greet --who you", says: /hi you\n/ },
  ],
  "a run is silent if asked, and writes what came of it": [
    { run: "run -q run_app.py::text --name bob --loud", saysNot: /\S/ },
    { run: "run -q -w result.txt run_app.py::text --name bob" },
    { run: "run -q --write-result local.txt run_app.py::main", says: /from afar 9/ },
  ],
  "trouble is told, wherever it was": [
    { run: "run run_app.py::local_trouble", code: 1, says: /TypeError: local trouble/ },
    { run: "run run_app.py::remote_trouble", code: 1, says: /run_app\.py[^]*ValueError: remote trouble/ },
  ],
  "a detached run ends with its last call, and its logs with it": [
    { run: "run --detach run_app.py::square --x 6", says: [/squaring 6\n/, /App completed/] },
    {
      run: "run --detach run_app.py::spawns",
      says: [/spawned fc-\w+\n/, /tick 3\n/, /App completed/],
      saysNot: /Timed out/,
    },
    { run: "app list", says: /runner\s+stopped/, saysNot: /ephemeral/ },
  ],
  "a deploy makes versions, and one that fails half-way leaves the last one be": [
    {
      run: "deploy run_app.py --tag first",
      says: [/App deployed in/, /View Deployment: http:\S+\/apps\/ap-/],
    },
    { run: "deploy run_app.py --strategy recreate", says: /App deployed in/ },
    { run: "deploy run_app.py --name another", says: /App deployed in/ },
    { run: "deploy broken_app.py", code: 1, says: [/last words/, /exit code 7/] },
    { run: "app history runner", says: /v2[^]*v1[^]*first/, saysNot: /v3/ },
    { run: "app list", says: [/runner\s+deployed/, /another\s+deployed/] },
  ],
};

const brokenApp = `
import modal
app = modal.App("runner", image=modal.Image.debian_slim().run_commands("echo last words; exit 7"))
@app.function()
def square(x): ...
`;

const servedApp = (word: string): string => `
import modal
app = modal.App("served")
@app.function(min_containers=1)
def say():
    pass
print("loaded ${word}")
`;

/** Runs its arguments in a terminal of their own, and shows what comes out. */
const inTerminal = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

for (const version of clientVersions) {
  describe(`Python modal ${version}: run, deploy and serve`, { skip: clients.skip }, () => {
    let lydian: Lydian;
    let files: UserFiles;
    let client: PythonClient;

    before(async () => {
      lydian = await startLydian();
      files = await createUserFiles();
      client = clients.use(version, lydian);
      await copyFile(appFile, join(files.directory, "run_app.py"));
      await files.write("broken_app.py", brokenApp);
      const options = { cwd: files.directory, deadlineMs: buildMsMax };
      const { code, stdout, stderr } = await client.modal(["run", "run_app.py::square"], options);
      assert.equal(code, 0, stdout + stderr);
    });
    after(async () => {
      await files.remove();
      await lydian.stop();
    });

    for (const [title, steps] of Object.entries(cases))
      test(title, () => takeSteps(client, steps, { cwd: files.directory }));

    test("results are written as they are", async () => {
      assert.equal(await readFile(join(files.directory, "result.txt"), "utf8"), "hello bob.");
      assert.equal(await readFile(join(files.directory, "local.txt"), "utf8"), "result 3");
    });

    test("a run ends when its work is done, and not when its client is tired of waiting", async () => {
      const startedAtMs = performance.now();
      const args = ["run", "run_app.py::main"];
      const { stdout, stderr } = await client.modal(args, { cwd: files.directory });
      assert.ok(performance.now() - startedAtMs < runMsMax, stdout + stderr);
      assert.doesNotMatch(stderr, /Timed out/);
    });

    test("Ctrl-C ends a run and its call", async () => {
      const options = { cwd: files.directory, interruptAfter: "tick 2" };
      const { stdout } = await client.modal(["run", "run_app.py::ticks"], options);
      assert.match(stdout, /App aborted/);
      const appId = /\/apps\/(ap-\w+)/.exec(stdout)?.[1] ?? "";
      await takeSteps(client, [
        { run: `app logs ${appId} --search tick`, says: /tick 2\n/ },
        { run: `app stop ${appId}`, code: 1, says: /already stopped/ },
      ]);
    });

    test("Ctrl-C leaves a detached run to itself, until it is stopped", async () => {
      const options = { cwd: files.directory, interruptAfter: "tick 2" };
      const { stdout } = await client.modal(["run", "--detach", "run_app.py::ticks"], options);
      assert.match(stdout, /The detached App will keep running/);
      const appId = /\/apps\/(ap-\w+)/.exec(stdout)?.[1] ?? "";
      const follow = { interruptAfter: "tick 8" };
      const followed = await client.modal(["app", "logs", appId, "-f"], follow);
      assert.match(followed.stdout, /tick 0\ntick 1\ntick 2\n[^]*tick 8/);
      await takeSteps(client, [
        { run: "app list", says: /ephemeral \(detached\)/ },
        { run: `app stop ${appId} --yes` },
        { run: `app logs ${appId} --tail 1`, says: /tick|cancel/i },
      ]);
    });

    test("a terminal shows how many containers run", async () => {
      const { code, stdout } = await client.python(
        ["-c", inTerminal, client.interpreter, "-m", "modal", "run", "run_app.py::ticks", "--n", "4"],
        { cwd: files.directory, env: { TERM: "xterm" } },
      );
      assert.equal(code, 0, stdout);
      assert.match(stdout, /Running \(1\/1 containers active\)/);
    });

    test("deploy shows the logs of what it deployed, and Ctrl-C leaves the app be", async () => {
      const call = "import modal; modal.Function.from_name('followed', 'square').spawn(7)";
      let calling: ReturnType<typeof client.python> | undefined;
      const onOutput = (stdout: string): void => {
        if (stdout.includes("App deployed")) calling ??= client.python(["-c", call]);
      };
      const args = ["deploy", "run_app.py", "--name", "followed", "--stream-logs"];
      const { stdout } = await client.modal(args, {
        cwd: files.directory,
        onOutput,
        interruptAfter: "squaring 7",
      });
      assert.equal((await calling)?.code, 0);
      assert.match(stdout, /App deployed[^]*squaring 7\n/);
      await takeSteps(client, [{ run: "app list", says: /followed\s+deployed/ }]);
    });

    test("serve runs what a file says now, and ends in time", async () => {
      const path = "served_app.py";
      await files.write(path, servedApp("before"));
      let isChanged = false;
      const onOutput = (stdout: string): void => {
        // The second time it comes from the container; by then the file is watched.
        if (isChanged || stdout.split("loaded before\n").length < 3) return;
        isChanged = true;
        void files.write(path, servedApp("after"));
      };
      const args = ["serve", "--timeout", "15", path];
      const { code, stdout, stderr } = await client.modal(args, { cwd: files.directory, onOutput });
      assert.equal(code, 0, stderr);
      assert.match(stdout, /loaded before\n[^]*loaded after\n/);
      const appId = /\/apps\/(ap-\w+)/.exec(stdout)?.[1] ?? "";
      await takeSteps(client, [{ run: `app logs ${appId}`, says: /loaded before\n[^]*loaded after\n/ }]);
    });
  });
}
