/** A deployed function that tries what it may not do, as each launcher says that it stops it. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client, Function, FunctionTimeoutError, RemoteError } from "lydian";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import type * as spying from "./spying-app.ts";

const appFile = fileURLToPath(new URL("spying-app.ts", import.meta.url));
const secret = "known-to-the-server-alone";
/** A container that uses up its memory is tried a few times, with pauses between. */
const hogDeadlineMs = 60_000;

type Handles = typeof spying;
type Name = Exclude<keyof Handles, "app">;

for (const launcher of ["bubblewrap", "process"] as const) {
  describe(`containers of launcher ${launcher}`, { concurrency: 1, timeout: 150_000 }, () => {
    let lydian: Lydian;
    let client: Client;
    let home: string;
    let web: Server;
    let webUrl: string;

    before(async () => {
      home = await mkdtemp(join(tmpdir(), "lydian-home-"));
      await writeFile(join(home, "diary.txt"), secret);
      lydian = await startLydian({
        args: ["--launcher", launcher],
        env: { SERVER_SECRET: secret, LYDIAN_CONTAINERS_MAX: "8" },
      });
      const { code, stderr } = await lydian.run(["deploy", appFile]);
      assert.equal(code, 0, stderr);
      Object.assign(process.env, lydian.environment);
      client = new Client();
      web = createServer((_request, response) => response.end("reached")).listen(0, "127.0.0.1");
      await once(web, "listening");
      const address = web.address();
      assert.ok(typeof address === "object" && address !== null);
      webUrl = `http://127.0.0.1:${address.port}/`;
    });
    after(async () => {
      client?.close();
      web?.close();
      await lydian?.stop();
      await rm(home, { recursive: true, force: true });
    });

    function find<N extends Name>(name: N) {
      return Function.fromName<Handles[N]>("spying", name, { client });
    }

    test("their environment has nothing of the server's, and no secret of their own", async () => {
      const environment = await find("environment").remote();
      const names = Object.keys(environment).filter((name) => name !== "PWD");
      assert.deepEqual(names.toSorted(), [
        "HOME",
        "LANG",
        "LYDIAN_CONTAINER_ID",
        "LYDIAN_ENVIRONMENT",
        "PATH",
        "TMPDIR",
      ]);
      assert.ok(!JSON.stringify(environment).includes(secret));
    });

    test("an endless loop is ended by its timeout, and its caller told so", async () => {
      await assert.rejects(find("loop").remote(), (error) => {
        assert.ok(error instanceof FunctionTimeoutError, String(error));
        assert.match(error.message, /0\.5 s/);
        return true;
      });
    });

    test("a function that uses up memory is killed, and its caller told why", async (t) => {
      const outcome = await find("hog")
        .with({ deadlineMs: hogDeadlineMs })
        .remote()
        .catch((error: unknown) => error);
      if (outcome === "unlimited") return t.skip("this machine lets nobody limit memory");
      assert.ok(outcome instanceof RemoteError, String(outcome));
      assert.match(outcome.message, /more memory than it may/);
    });

    test("a function without blockNetwork reaches a server on this machine", async () => {
      assert.equal(await find("fetchText").remote(webUrl), "reached");
    });

    if (launcher === "process") {
      test("blockNetwork is refused, since plain processes cannot be kept from it", async () => {
        await assert.rejects(find("fetchBlocked").remote(webUrl), /blockNetwork|network/);
      });
      return;
    }

    test("blockNetwork keeps a function from this machine's servers and lets it call others", async () => {
      assert.match(await find("fetchBlocked").remote(webUrl), /^(ENETUNREACH|ECONNREFUSED|EHOSTUNREACH)$/);
      const [version] = await find("callBlocked").remote("/proc/version");
      assert.match(String(version), /^Linux version/);
    });

    test("homes, the server's state, the account file and this project are not there", async () => {
      const read = find("read");
      const state = lydian.stateDirectory;
      const hidden = [
        homedir(),
        home,
        join(home, "diary.txt"),
        state,
        ...["master.key", "lydian.db", "blobs"].map((name) => join(state, name)),
        lydian.configPath,
        fileURLToPath(new URL("../../package.json", import.meta.url)),
        "/etc/shadow",
        "/root",
        "/home",
      ];
      for await (const [path, found] of zip(hidden, read.map(hidden))) {
        // Of the state only the way to what the container is shown can be walked, and nothing read.
        if (path === state) assert.ok(Array.isArray(found) && !found.includes("master.key"), String(found));
        else assert.ok(found === "ENOENT" || found === "EACCES", `${path}: ${String(found)}`);
      }
    });

    test("nothing but the scratch folder can be written", async () => {
      const write = find("write");
      for (const folder of ["/", "/usr", "/etc", "/dev", "/proc", join(lydian.stateDirectory, "run")]) {
        assert.match(await write.remote(folder), /^E(ROFS|ACCES|NOENT|PERM)$/, folder);
      }
      assert.equal(await write.remote("/tmp"), "written");
    });

    test("other containers' files and processes are not there, nor is the server", async () => {
      const path = await find("hide").remote();
      assert.equal(await find("read").remote(path), "ENOENT");
      assert.equal(await find("signal").remote(lydian.pid), "ESRCH");
      const seen = await find("environments").remote();
      assert.ok(!seen.includes(secret));
    });
  });
}

async function* zip<A, B>(left: readonly A[], right: AsyncIterable<B>): AsyncGenerator<readonly [A, B]> {
  let index = 0;
  for await (const item of right) {
    const other = left[index];
    if (other !== undefined) yield [other, item];
    index += 1;
  }
}
