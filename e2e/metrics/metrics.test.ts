/** What Prometheus reads of a server, and who may. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Function } from "lydian";
import { accountOf } from "../fixture/account.ts";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import type { fails as definedFails, waits as definedWaits } from "./metrics-app.ts";

let lydian: Lydian;
before(async () => {
  lydian = await startLydian({ args: ["--launcher", "process"] });
  Object.assign(process.env, lydian.environment);
  const { code, stderr } = await lydian.run([
    "deploy",
    fileURLToPath(new URL("metrics-app.ts", import.meta.url)),
  ]);
  assert.equal(code, 0, stderr);
});
after(() => lydian.stop());

function authorization(): string {
  const { MODAL_TOKEN_ID, MODAL_TOKEN_SECRET } = accountOf(lydian);
  return `Basic ${Buffer.from(`${MODAL_TOKEN_ID}:${MODAL_TOKEN_SECRET}`).toString("base64")}`;
}

/** Values by name and labels, as they are written. */
async function scrape(): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${lydian.url}/metrics`, { headers: { authorization: authorization() } });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
  const values = new Map<string, number>();
  for (const line of (await response.text()).split("\n")) {
    if (line === "" || line.startsWith("# HELP ") || line.startsWith("# TYPE ")) continue;
    // The format: a name, labels if there are any, a number, and nothing else.
    const [, name = "", number = ""] =
      /^([a-zA-Z_:][\w:]*(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)*\})?) (\S+)$/.exec(line) ?? [];
    assert.ok(name !== "" && !Number.isNaN(Number(number)), line);
    assert.ok(!values.has(name), `${name} comes twice`);
    values.set(name, Number(number));
  }
  return values;
}

test("the figures are those of what was called, and agree with each other", async () => {
  const fails = Function.fromName<typeof definedFails>("metered", "fails");
  const waits = Function.fromName<typeof definedWaits>("metered", "waits");
  for (const number of [1, 2, 3, 4]) await fails.remote(number).catch(() => undefined);
  const running = await waits.spawn(60_000);
  const queued = await waits.spawn(60_000);
  const labels = `app="metered",function="fails"`;
  const values = await scrape();
  assert.equal(values.get(`lydian_inputs_accepted_total{${labels}}`), 4);
  assert.equal(values.get(`lydian_inputs_ended_total{${labels},status="success"}`), 2);
  assert.equal(values.get(`lydian_inputs_ended_total{${labels},status="failure"}`), 2);
  assert.equal(values.get(`lydian_input_run_seconds_count{${labels}}`), 4);
  assert.equal(values.get(`lydian_input_run_seconds_bucket{le="+Inf",${labels}}`), 4);
  assert.equal(values.get("lydian_input_seconds_count"), 4);
  assert.ok((values.get(`lydian_containers{${labels},state="serving"}`) ?? 0) >= 1);
  const waiting = `app="metered",function="waits"`;
  assert.equal(values.get(`lydian_inputs_accepted_total{${waiting}}`), 2);
  const unfinished =
    (values.get(`lydian_inputs_queued{${waiting}}`) ?? 0) +
    (values.get(`lydian_inputs_running{${waiting}}`) ?? 0);
  assert.equal(unfinished, 2);
  assert.ok((values.get("process_resident_memory_bytes") ?? 0) > 0);
  for (const call of [running, queued]) await call.cancel();
  const ended = await scrape();
  assert.equal(ended.get(`lydian_inputs_ended_total{${waiting},status="terminated"}`), 2);
  assert.equal(ended.get(`lydian_inputs_queued{${waiting}}`), 0);
});

test("nothing is shown to who has no token, and nothing but GET is answered", async () => {
  const url = `${lydian.url}/metrics`;
  const stranger = await fetch(url);
  assert.equal(stranger.status, 401);
  assert.match(stranger.headers.get("www-authenticate") ?? "", /^Basic realm=/);
  assert.doesNotMatch(await stranger.text(), /lydian_/);
  for (const wrong of [
    "Basic !!",
    "Basic eA==",
    `Bearer x`,
    `Basic ${Buffer.from("ak-x:as-y").toString("base64")}`,
  ])
    assert.equal((await fetch(url, { headers: { authorization: wrong } })).status, 401, wrong);
  const post = await fetch(url, { method: "POST", headers: { authorization: authorization() } });
  assert.equal(post.status, 400);
});
