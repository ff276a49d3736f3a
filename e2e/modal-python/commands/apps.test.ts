/** `modal app` and `modal container`, about a deployed app that has run. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startLydian, type Lydian } from "../../fixture/start-lydian.ts";
import { clientVersions, findPythonClients, type PythonClient } from "../fixture/python-client.ts";
import { takeSteps, type Step } from "./steps.ts";

const clients = await findPythonClients();
const appFile = fileURLToPath(new URL("talking-app.ts", import.meta.url));

/** In this order: the app lives through all of it. */
const cases: Readonly<Record<string, readonly Step[]>> = {
  "apps and containers are listed": [
    { run: "app list", says: /talking\s+deployed/ },
    { run: "app list --json", says: [/"description": "talking"/, /"state": "deployed"/] },
    { run: "container list", says: /ta-\w+\s+ap-\w+\s+talking/ },
    { run: "container list --app-id ap-nothing", saysNot: /talking/ },
    { run: "app stop gone", code: 1, says: /No App with name 'gone'/ },
  ],
  "logs are fetched, by text, stream, time and container, in order": [
    { run: "app logs talking", says: /line 0\nline 1\nline 2[^]*waiting/ },
    { run: "app logs talking --since 1h", says: /line 0\nline 1\nline 2[^]*waiting/ },
    { run: "app logs talking --since 2h --until 1h", saysNot: /line|waiting/ },
    { run: "app logs talking --tail 1", says: /waiting/, saysNot: /line/ },
    { run: "app logs talking --search error", says: /an error line/, saysNot: /line 0|waiting/ },
    { run: "app logs talking --source stderr", says: /an error line/, saysNot: /line 0|waiting/ },
    {
      run: "app logs talking --search waiting --show-container-id --show-function-id",
      says: /fu-\w+ ta-\w+ waiting/,
      keeps: ["container", /(ta-\w+) waiting/],
    },
    { run: "app logs talking --container $container", says: /waiting/, saysNot: /line/ },
    { run: "container logs $container", says: /waiting/, saysNot: /line/ },
    { run: "container logs $container --all --timestamps", says: /\d\d:\d\d\S* waiting/ },
  ],
  "versions are rolled over and back, and told of": [
    { run: "app history talking", says: /v1/, saysNot: /v2/ },
    { run: "app rollover talking", says: /Rollover completed/ },
    { run: "app rollback talking", says: [/rollback successful/, /\/apps\/ap-/] },
    { run: "app rollback talking v99", code: 1, says: /version 99: it has 1, 2, 3/ },
    { run: "app rollover talking --strategy recreate", says: /Rollover completed in \S+ with recreate/ },
    { run: "app history talking", says: /v4[^]*v3[^]*v2[^]*v1/ },
    { run: "app promote talking v1", code: 1, says: /version 1 is not staged/ },
  ],
  "a container is stopped, and its logs stay": [
    { run: "container list --json", keeps: ["running", /(ta-\w+)/] },
    { run: "container stop $running", code: 1, says: /sure you want to stop container/ },
    { run: "container stop $running --yes" },
    { run: "container logs $container", says: /waiting/ },
    { run: "container stop ta-0 --yes", code: 1, says: /"ta-0" is not there/ },
    { run: "container exec $running ls", code: 1, says: /no commands in running containers/ },
  ],
  "an app is stopped, by its name, and its history and logs stay": [
    {
      run: "app stop talking",
      code: 1,
      says: /sure you want to stop App 'talking' in the 'main' environment/,
    },
    { run: "app stop talking --yes" },
    { run: "app stop talking --yes", code: 1, says: /already stopped\. \(Stopped at .* by 'owner'\)/ },
    { run: "app list", says: /talking\s+stopped/ },
    { run: "app logs talking --search line", says: /line 2/ },
    { run: "app history talking", says: /v4/ },
    { run: "app rollover talking", code: 1, says: /not deployed/ },
  ],
};

/** What clients before 1.6 have no commands for. Comes first, while the app has one version. */
const newerCases: typeof cases = {
  "functions are told of, and scaled": [
    { run: "app info talking", says: [/Deployment:\s+v1/, /talk\s+fu-\w+/, /wait\s+fu-\w+/] },
    { run: "function info talking/talk", says: [/Function Name:\s+talk/, /300 seconds/] },
    { run: "function autoscaler update talking/talk --max-containers 3", says: /talk/ },
    { run: "function autoscaler settings talking/talk", says: /Max Containers\s+3/ },
    { run: "function logs talking/wait", says: /waiting/, saysNot: /line/ },
    { run: "function calls talking/wait", code: 1, says: /no list of past calls/ },
    { run: "function stats talking/wait", code: 1, says: /no statistics over time/ },
  ],
};

for (const version of clientVersions) {
  describe(`Python modal ${version}: commands about apps`, { skip: clients.skip }, () => {
    let lydian: Lydian;
    let client: PythonClient;
    const kept = {};

    before(async () => {
      lydian = await startLydian();
      client = clients.use(version, lydian);
      for (const args of [
        ["deploy", appFile],
        ["call", "talking", "talk", "3"],
      ]) {
        const { code, stderr } = await lydian.run(args);
        assert.equal(code, 0, stderr);
      }
      const spawn = "import modal; modal.Function.from_name('talking', 'wait').spawn(600_000)";
      const { code, stderr } = await client.python(["-c", spawn], { env: { MODAL_PAYLOAD_FORMAT: "cbor" } });
      assert.equal(code, 0, stderr);
      await waitForLine(lydian);
    });
    after(() => lydian.stop());

    const all = version === "1.5.5" ? cases : { ...newerCases, ...cases };
    for (const [title, steps] of Object.entries(all)) test(title, () => takeSteps(client, steps, { kept }));
  });
}

/** Until the function that waits has said so. */
async function waitForLine(lydian: Lydian): Promise<void> {
  const deadlineMs = performance.now() + 30_000;
  for (;;) {
    const { stdout } = await lydian.run(["app", "logs", "talking"]);
    if (stdout.includes("waiting")) return;
    assert.ok(performance.now() < deadlineMs, stdout);
  }
}
