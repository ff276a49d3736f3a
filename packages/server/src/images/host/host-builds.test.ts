import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { promisify } from "node:util";
import { LydianError } from "../../model/error.ts";
import {
  type Made,
  type Opened,
  make,
  made,
  openAnyWorkshop,
  slim,
  type Workshop,
} from "./host-images.test.workshop.ts";

const found = await openAnyWorkshop();
const isReady = typeof found !== "string";
test("images can be built here", { skip: isReady ? false : found }, () => assert.ok(isReady));
if (isReady) describe("builds", () => testBuilds(found));

/** What is the same with each launcher. */
function testBuilds(workshop: Workshop): void {
  after(() => workshop.close());
  let base: Made | undefined;

  async function open(): Promise<Opened> {
    const images = workshop.open();
    base ??= await slim(images, workshop);
    return { images, base };
  }

  test("layers that set variables alone share their base's files", async () => {
    const { images, base } = await open();
    await made(images, "im-variables", { base, lines: ["FROM base", "ENV A=1", "WORKDIR /x"] });
    const folder = join(workshop.directory, "images", "layers", "im-variables");
    assert.deepEqual(readdirSync(folder), ["layer.json"]);
    assert.equal((await images.environmentOf("im-variables", "1.0.0")).environment["A"], "1");
  });

  test("a command that fails is told of with its words and its code, leaves nothing, and can be tried again", async () => {
    const { images, base } = await open();
    const lines = ["FROM base", 'RUN echo "to stdout"; echo "to stderr" >&2; exit 7'];
    const { outcome, log } = await make(images, "im-fails", { base, lines });
    assert.ok(outcome.kind === "failed");
    assert.match(outcome.reason, /^"RUN echo .*" ended with exit code 7; it said last:\n/);
    for (const said of ["to stdout", "to stderr"])
      assert.ok(log.includes(said) && outcome.reason.includes(said));
    assert.equal(await images.isBuilt("im-fails"), false);
    assert.ok(!(await images.list()).includes("im-fails"));
    await made(images, "im-fails", { base, lines: ["FROM base", "RUN true"] });
    assert.equal(await images.isBuilt("im-fails"), true);
  });

  test("who calls a package manager is told why that did nothing", async () => {
    const { images, base } = await open();
    const { outcome } = await make(images, "im-apk", { base, lines: ["FROM base", "RUN apk add git"] });
    assert.match(JSON.stringify(outcome), /this machine's own system, which apk cannot change from a build/);
  });

  test("secrets are in the environment of commands, and in no file and no log line of ours (I4)", async () => {
    const { images, base } = await open();
    const { log } = await made(images, "im-secret", {
      base,
      lines: ["FROM base", "RUN test ${#TOKEN} = 17 && echo ok", "COPY /.f /f"],
      secrets: { TOKEN: "very-secret-value" },
      files: { "/.f": { content: "x", mode: 0o644 } },
    });
    assert.match(log, /^ok$/m);
    assert.ok(!log.includes("very-secret-value"));
    const grep = promisify(execFile)("grep", ["-r", "very-secret-value", workshop.directory]);
    await assert.rejects(grep, { code: 1, stdout: "" });
  });

  test("builds are told where packages are, and nothing else of the server's variables", async () => {
    const { images, base } = await open();
    const { log } = await made(images, "im-environment", { base, lines: ["FROM base", "RUN env"] });
    assert.match(log, /^PIP_FIND_LINKS=.*wheels$/m);
    assert.match(log, /^PIP_NO_CACHE_DIR=1$/m);
    assert.doesNotMatch(log, /PIP_SECRET_TOKEN|not for builds/);
  });

  test("many that want the same base and client at once make each of them once", async () => {
    const { images } = await open();
    let log = "";
    const build = { signal: new AbortController().signal, log: (said: string) => void (log += said) };
    rmSync(join(workshop.directory, "images", "packages"), { recursive: true });
    const { minor } = workshop.python;
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => images.addClient("1.0.0", minor, build)),
    );
    assert.ok(outcomes.every(({ kind }) => kind === "built"));
    assert.equal(log.match(/Fetching modal==1\.0\.0/g)?.length, 1);
  });

  test("a client that cannot be fetched is told of, and nothing of it is left", async () => {
    const { images } = await open();
    let log = "";
    const build = { signal: new AbortController().signal, log: (said: string) => void (log += said) };
    const { minor } = workshop.python;
    const outcome = await images.addClient("9.9.9", minor, build);
    assert.ok(outcome.kind === "failed");
    assert.match(outcome.reason, /"modal==9\.9\.9 cbor2" could not be fetched for Python .* package index/);
    assert.match(log, /No matching distribution found for modal==9\.9\.9/);
    assert.equal(await images.hasClient("9.9.9", minor), false);
    await assert.rejects(
      images.environmentOf("im-slim", "9.9.9"),
      /client of version "9\.9\.9" is not there/,
    );
  });

  test("an image is not there once its files or its interpreter are gone", async () => {
    const { images, base } = await open();
    await made(images, "im-gone", { base, lines: ["FROM base", "RUN true"] });
    const layer = join(workshop.directory, "images", "layers", "im-gone");
    const record = readFileSync(join(layer, "layer.json"), "utf8");
    rmSync(join(layer, "venv"), { recursive: true });
    assert.equal(await images.isBuilt("im-gone"), false);
    await assert.rejects(images.environmentOf("im-gone", "1.0.0"), /is not built, or is gone: deploy again/);
    await made(images, "im-gone", { base, lines: ["FROM base", "RUN true"] });
    const elsewhere = record.replaceAll(workshop.python.path, "/nowhere/python3");
    writeFileSync(join(layer, "layer.json"), elsewhere);
    assert.equal(await workshop.open().isBuilt("im-gone"), false);
    await images.remove("im-gone");
    await images.remove("im-gone");
    assert.equal(existsSync(layer), false);
  });

  test("a build that fills the disk is ended while there is something left, and leaves nothing", async () => {
    const { base } = await open();
    const { bavail, bsize } = statfsSync(workshop.directory);
    const images = workshop.open({ diskReserveBytes: bavail * bsize - 64 * 1024 * 1024 });
    const lines = ["FROM base", 'RUN head -c 8G /dev/zero >"$HOME/file"'];
    await assert.rejects(
      make(images, "im-large", { base, lines }),
      (error) => error instanceof LydianError && /has less than \d+ MiB left/.test(error.message),
    );
    assert.ok(!(await images.list()).includes("im-large"));
    assert.ok(!existsSync(join(workshop.directory, "images", "layers", "im-large")));
  });

  const { limits } = workshop.launcher.isolation;
  const lacksLimit = limits.memory === "none" ? "no memory limit can be had here" : false;
  test(
    "a command that takes too much memory is ended, and told of as that",
    { skip: lacksLimit },
    async () => {
      const { base } = await open();
      const images = workshop.open({ memoryMiBMax: 512 });
      const program = "kept = []\nwhile True: kept.append(b'x' * 1000000)";
      const lines = ["FROM base", `RUN ${JSON.stringify(["python", "-c", program])}`];
      const { outcome } = await make(images, "im-greedy", { base, lines });
      assert.match(JSON.stringify(outcome), /ran out of memory/);
    },
  );
}
