import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { finished, node, run, specOf } from "../contract/run-container.contract.ts";
import { testLauncher } from "../launcher.contract.ts";
import { BubblewrapLauncher } from "./bubblewrap-launcher.ts";
import { probeBubblewrap } from "./probe.ts";

const runDirectory = mkdtempSync(join(tmpdir(), "lydian-bwrap-"));
const probe = await probeBubblewrap({ runDirectory });
after(() => rmSync(runDirectory, { recursive: true, force: true }));

async function create(directory: string): Promise<BubblewrapLauncher> {
  const own = await probeBubblewrap({ runDirectory: directory });
  if (!own.passed) throw new Error(own.reason);
  return own.launcher;
}

testLauncher({ name: "bubblewrap", create, skip: probe.passed ? undefined : probe.reason });

describe("bubblewrap isolation", { skip: probe.passed ? false : probe.reason }, () => {
  test("a container has no capabilities and cannot gain privileges", async () => {
    const { stdout } = await run(await create(runDirectory), { script: "cat /proc/self/status" });
    for (const set of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]) {
      assert.match(stdout, new RegExp(`^${set}:\\s+0+$`, "m"));
    }
    assert.match(stdout, /^NoNewPrivs:\s+1$/m);
    assert.doesNotMatch(stdout, /^Uid:\s+0\s/m);
  });
  test("a bind is read-only unless it says otherwise, and so is the root", async () => {
    const source = mkdtempSync(join(tmpdir(), "lydian-shown-"));
    chmodSync(source, 0o777);
    const { stdout } = await run(await create(runDirectory), {
      binds: [{ source, target: "/shown" }],
      script: "touch /shown/x || echo refused; touch /x || echo refused",
    });
    rmSync(source, { recursive: true });
    assert.equal(stdout, "refused\nrefused\n");
  });
  test("a writable root has a bound", async () => {
    const { stderr } = await run(await create(runDirectory), {
      root: "writable",
      script: "head -c 600M /dev/zero >/big",
    });
    assert.match(stderr, /No space left/);
  });
  test("a link of its root leads a container's binds to where it sees it, and nowhere outside", async () => {
    const [root, source] = [
      mkdtempSync(join(tmpdir(), "lydian-root-")),
      mkdtempSync(join(tmpdir(), "lydian-")),
    ];
    const outside = mkdtempSync(join(tmpdir(), "lydian-outside-"));
    for (const path of [root, source]) chmodSync(path, 0o777);
    writeFileSync(join(source, "file"), "content", { mode: 0o644 });
    symlinkSync(`/oldroot${outside}`, join(root, "opt"));
    const { stdout, stderr } = await run(await create(runDirectory), {
      root: "writable",
      binds: [
        { source: root, target: "/", isWritable: true },
        { source, target: "/opt/shown" },
      ],
      workingDirectory: "/opt/work",
      home: "/opt/home",
      directories: ["/opt/directory"],
      script: "cat /opt/shown/file; pwd; ls -d /opt/directory",
    });
    const left = readdirSync(outside);
    for (const path of [root, source, outside]) rmSync(path, { recursive: true });
    assert.equal(stdout, `content/oldroot${outside}/work\n/opt/directory\n`, stderr);
    assert.deepEqual(left, []);
  });
  test("launch() rejects links that lead to each other", async () => {
    const links = [
      { path: "/one", target: "two" },
      { path: "/two", target: "/one" },
    ];
    const launched = (await create(runDirectory)).launch(
      specOf({ root: "writable", links, workingDirectory: "/one/here" }),
    );
    await assert.rejects(launched, /too many links on the way to "\/one\/here"/);
  });
  for (const path of ["/etc", "/etc/hosts", "/tmp", "/bin", "/usr"]) {
    test(`launch() rejects a root with a ${path} of its own, in which bubblewrap would act`, async () => {
      const root = mkdtempSync(join(tmpdir(), "lydian-root-"));
      mkdirSync(join(root, dirname(path)), { recursive: true });
      symlinkSync("/oldroot/tmp", join(root, path));
      const binds = [{ source: root, target: "/" }];
      const launched = (await create(runDirectory)).launch(specOf({ root: "writable", binds }));
      await assert.rejects(launched, /its root has a ".*" of its own, where the system's must be/);
      rmSync(root, { recursive: true });
    });
  }
  test("variables that loaders heed act on the program, not on what starts it", async () => {
    const { stdout, stderr } = await run(await create(runDirectory), {
      environment: { PATH: "/usr/bin:/bin", LD_DEBUG: "libs", LD_LIBRARY_PATH: "/of it's own" },
      script: 'echo "$LD_LIBRARY_PATH"',
    });
    assert.equal(stdout, "/of it's own\n");
    assert.doesNotMatch(stderr, /initialize program: .*(bwrap|setpriv)/);
  });
  test("a container cannot make user namespaces", async () => {
    const { stdout } = await run(await create(runDirectory), {
      script: "unshare --user true || echo refused",
    });
    assert.equal(stdout, "refused\n");
  });
  test(
    "a container of a root server is a user that owns nothing outside, and not its neighbour's",
    {
      skip: process.getuid?.() === 0 ? false : "this server is not root",
    },
    async () => {
      const launcher = await create(runDirectory);
      const script = "cat /proc/self/uid_map; id -u; id -un";
      const [one, two] = [await run(launcher, { script }), await run(launcher, { script })];
      assert.match(one.stdout, /^\s+0\s+0\s+\d+\n19\d{8}\nlydian\n$/);
      assert.notEqual(one.stdout, two.stdout);
    },
  );
  test("the system is read-only, and memory can be filled in scratch alone", async () => {
    const places = ["/", "/usr", "/etc", "/dev", "/proc/sys/kernel/core_pattern", "/var"];
    const script = places
      .map((place) => `(echo x >${place}/x || echo x >${place}) 2>/dev/null && echo ${place}`)
      .join("; ");
    const { stdout } = await run(await create(runDirectory), { script });
    assert.equal(stdout, "");
    const filled = await run(await create(runDirectory), {
      script: "head -c 70000000 /dev/zero >/dev/shm/x || echo full",
    });
    assert.equal(filled.stdout, "full\n");
  });
  test("homes, the state directory and other containers' files are not there", async () => {
    writeFileSync(join(runDirectory, "token"), "secret");
    const launcher = await create(runDirectory);
    const other = await launcher.launch(specOf({ script: "echo mine >/tmp/mine; echo written; sleep 1000" }));
    await new Promise((resolve) => other.stdout.once("data", resolve));
    const script = `ls -A ${homedir()} ${runDirectory} /home /root /tmp /run /var 2>/dev/null; cat /tmp/mine; ls /etc`;
    const { stdout } = await run(launcher, { script });
    other.kill();
    await finished(other);
    assert.doesNotMatch(stdout, /token|record|mine|shadow|\.bash/);
  });
  test("processes outside are not there", async () => {
    const script = `ls /proc | grep -c '^[0-9]'; kill -0 ${process.pid} 2>/dev/null && echo reached`;
    const { stdout } = await run(await create(runDirectory), { script });
    assert.ok(Number(stdout.trim()) <= 5, stdout);
  });
  test("blockNetwork closes this machine's loopback, which is open without it", async () => {
    const server = createServer((connection) => connection.end("open")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const code = `require("net").connect(${port}, "127.0.0.1").on("error", (error) => console.log(error.code)).pipe(process.stdout)`;
    const spec = { command: [node, "-e", code], readOnlyPaths: [node] };
    const launcher = await create(runDirectory);
    assert.equal((await run(launcher, { ...spec, blockNetwork: true })).stdout, "ECONNREFUSED\n");
    assert.equal((await run(launcher, spec)).stdout, "open");
    server.close();
  });
  test("threads, child processes and name resolution work under the seccomp program", async () => {
    const code = `const { Worker } = require("worker_threads"); const { execFileSync } = require("child_process");
      new Worker("require('worker_threads').parentPort.postMessage(1)", { eval: true }).on("message", async () => {
        const { address } = await require("dns/promises").lookup("localhost");
        console.log(execFileSync("/bin/echo", ["child"], { encoding: "utf8" }).trim(), address, require("os").userInfo().username);
      });`;
    const { stdout, stderr } = await run(await create(runDirectory), {
      command: [node, "-e", code],
      readOnlyPaths: [node],
    });
    assert.match(stdout, /^child (127\.0\.0\.1|::1) lydian\n$/, stderr);
  });
  test("launch() rejects when bubblewrap fails, with what it said", async () => {
    const groups = undefined;
    const launcher = new BubblewrapLauncher({
      runDirectory,
      bwrap: "/bin/false",
      identity: { kind: "namespaced" },
      groups,
    });
    await assert.rejects(launcher.launch(specOf({})), /bubblewrap ended with 1/);
  });
  test(
    "launch() rejects a socket that the container's user could not connect to",
    {
      skip: process.getuid?.() === 0 ? false : "this server is not root",
    },
    async () => {
      const socket = join(runDirectory, "closed");
      const server = createServer().listen(socket);
      await once(server, "listening");
      const launched = (await create(runDirectory)).launch(specOf({ sockets: [socket] }));
      await assert.rejects(launched, /mode 0755, it takes 0666/);
      server.close();
    },
  );
  test("launch() rejects when a path that it should show is not there", async () => {
    const launcher = await create(runDirectory);
    await assert.rejects(
      launcher.launch(specOf({ readOnlyPaths: ["/nonexistent"] })),
      /"\/nonexistent" does not exist/,
    );
  });
});
