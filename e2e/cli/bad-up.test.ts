import assert from "node:assert/strict";
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { binPath } from "@lydian/cli";
import { runCli } from "../fixture/cli.ts";
import { runProcess } from "../fixture/run-process.ts";
import { startLydian } from "../fixture/start-lydian.ts";

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), "lydian-up-"));
});
after(async () => {
  await rm(directory, { recursive: true });
});

function up(state: string, ...args: readonly string[]) {
  const env = { MODAL_CONFIG_PATH: join(directory, "account.toml") };
  return runCli(["up", "--state", state, ...args], { env });
}

test("up says that its port is taken and which, with exit code 1", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  assert.ok(typeof address === "object" && address !== null);
  const { code, stderr } = await up(join(directory, "taken"), "--port", String(address.port));
  other.close();
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`${address.port}[^]*--port`));
  assert.doesNotMatch(stderr, /\n\s+at /);
});

test("up refuses what it is given to listen on when that is no socket, or more than one", async () => {
  const program = 'LISTEN_PID=$$ exec "$@" 3</dev/null';
  const refusals = [
    ["1", /Cannot listen on the socket of the service manager: [^]*TCP/],
    ["2", /Cannot listen on 2 sockets/],
  ] as const;
  for (const [count, says] of refusals) {
    const args = [process.execPath, binPath, "up", "--state", join(directory, "given")];
    const { code, stderr } = await runProcess("sh", ["-c", program, "sh", ...args], {
      env: { MODAL_CONFIG_PATH: join(directory, "account.toml"), LISTEN_FDS: count },
    });
    assert.equal(code, 1);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /\n\s+at /);
  }
});

test("up refuses variables of OpenTelemetry that it cannot follow, and says which values it can", async () => {
  const refusals = [
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }, /by "grpc": set OTEL_EXPORTER_OTLP_PROTOCOL to http\/protobuf/],
    [{ OTEL_TRACES_SAMPLER: "always" }, /by "always": set OTEL_TRACES_SAMPLER to parentbased_/],
    [
      { OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "2" },
      /OTEL_TRACES_SAMPLER_ARG is "2", no number from 0 to 1/,
    ],
  ] as const;
  for (const [variables, says] of refusals) {
    const { code, stderr } = await runCli(["up", "--state", join(directory, "traced"), "--port", "0"], {
      env: {
        MODAL_CONFIG_PATH: join(directory, "account.toml"),
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
        ...variables,
      },
    });
    assert.equal(code, 1);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /\n\s+at /);
  }
});

test("up refuses a state directory that is a file", async () => {
  const path = join(directory, "a-file");
  await writeFile(path, "");
  const { code, stderr } = await up(path, "--port", "0");
  assert.equal(code, 1);
  assert.match(stderr, /a-file/);
  assert.doesNotMatch(stderr, /\n\s+at /);
});

test("up refuses a state directory that another server uses, which goes on as it was", async () => {
  const lydian = await startLydian();
  try {
    const { code, stderr } = await up(lydian.stateDirectory, "--port", "0");
    assert.equal(code, 1);
    assert.ok(stderr.includes(lydian.stateDirectory), stderr);
    await access(join(lydian.stateDirectory, "run", "server.sock"));
  } finally {
    await lydian.stop();
  }
});

test("up refuses a state directory whose database is none, and leaves it as it was", async () => {
  const state = join(directory, "garbage");
  await mkdir(state);
  await writeFile(join(state, "lydian.db"), "this is no database ".repeat(500));
  const { code, stderr } = await up(state, "--port", "0");
  assert.equal(code, 1);
  assert.ok(stderr.includes(join(state, "lydian.db")), stderr);
  assert.doesNotMatch(stderr, /\n\s+at /);
  assert.match(await readFile(join(state, "lydian.db"), "utf8"), /^this is no database/);
});

test("up refuses a state directory that a newer version wrote, and says so", async () => {
  const lydian = await startLydian({ stateDirectory: join(directory, "newer") });
  await lydian.stop();
  const database = new DatabaseSync(join(lydian.stateDirectory, "lydian.db"));
  database.exec("PRAGMA user_version = 9999");
  database.close();
  const { code, stderr } = await up(lydian.stateDirectory, "--port", "0");
  assert.equal(code, 1);
  assert.match(stderr, /newer/);
  assert.doesNotMatch(stderr, /\n\s+at /);
});

test("up refuses an address that is not this machine's", async () => {
  const { code, stderr } = await up(join(directory, "elsewhere"), "--host", "192.0.2.1", "--port", "0");
  assert.equal(code, 1);
  assert.match(stderr, /192\.0\.2\.1/);
});
