import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { containerRoot, type Launcher } from "../launcher.ts";
import { run, uniqueName } from "./run-container.contract.ts";

/** What a container sees at other paths, and where it may write. */
export function testPlaces(launcher: () => Launcher, runDirectory: string): void {
  async function folder(): Promise<string> {
    const directory = join(runDirectory, `places-${uniqueName()}`);
    await mkdir(directory);
    await chmod(directory, 0o777);
    await writeFile(join(directory, "file"), "content", { mode: 0o644 });
    return directory;
  }

  test("binds are seen at their targets", async () => {
    const source = await folder();
    const binds = [
      { source, target: "/some/where" },
      { source: join(source, "file"), target: "/other/name" },
    ];
    const { stdout, stderr } = await run(launcher(), {
      binds,
      script: `cat ${containerRoot}/some/where/file ${containerRoot}/other/name`,
    });
    assert.equal(stdout, "contentcontent", stderr);
  });
  test("the program may be one that a bind shows", async () => {
    const source = await folder();
    await writeFile(join(source, "program"), "#!/bin/sh\necho ran", { mode: 0o755 });
    const command = [`${containerRoot}/programs/program`];
    const { stdout, stderr } = await run(launcher(), { binds: [{ source, target: "/programs" }], command });
    assert.equal(stdout, "ran\n", stderr);
  });
  test("a writable bind keeps what is written, after the container's end too", async () => {
    const source = await folder();
    const { stderr } = await run(launcher(), {
      binds: [{ source, target: "/kept", isWritable: true }],
      script: `echo new >${containerRoot}/kept/new`,
    });
    assert.equal(await readFile(join(source, "new"), "utf8"), "new\n", stderr);
  });
  test("a bind of / is the root, and keeps what is written", async () => {
    const source = await folder();
    const { stdout, stderr } = await run(launcher(), {
      binds: [{ source, target: "/", isWritable: true }],
      root: "writable",
      script: `cat ${containerRoot}/file; mkdir ${containerRoot}/made`,
    });
    assert.equal(stdout, "content", stderr);
    assert.equal(existsSync(join(source, "made")), true);
  });
  test("what one builder wrote into a bound root, the next one can change", async () => {
    const source = await folder();
    const build = async (script: string): Promise<string> => {
      const binds = [{ source, target: "/", isWritable: true }];
      const { stdout, stderr } = await run(launcher(), { binds, root: "writable", user: "builder", script });
      assert.equal(stderr, "");
      return stdout;
    };
    await build(`mkdir ${containerRoot}/made; umask 077; echo first >${containerRoot}/made/file`);
    assert.equal(
      await build(`cat ${containerRoot}/made/file; echo second >>${containerRoot}/made/file`),
      "first\n",
    );
    assert.equal(await readFile(join(source, "made", "file"), "utf8"), "first\nsecond\n");
  });
  test("directories are made for the container to write in, around what is shown in them, and links", async () => {
    const source = await folder();
    const { stdout, stderr } = await run(launcher(), {
      root: "writable",
      directories: [`${containerRoot}/data`, `${containerRoot}/data/inner`],
      binds: [{ source: join(source, "file"), target: "/data/inner/file" }],
      links: [{ path: "/data/link", target: "inner/file" }],
      script: `cd ${containerRoot}/data/inner; touch new; touch ../new; cat file ../link`,
    });
    assert.equal(stdout, "contentcontent", stderr);
    assert.equal(stderr, "");
  });
  test("a writable root takes files beside what is shown in it", async () => {
    const { stderr } = await run(launcher(), {
      root: "writable",
      binds: [{ source: await folder(), target: "/opt/shown" }],
      script: `mkdir ${containerRoot}/opt/beside`,
    });
    assert.equal(stderr, "");
  });
  test("a writable root takes files anywhere, and the program begins where it is told", async () => {
    const { stdout, stderr } = await run(launcher(), {
      root: "writable",
      workingDirectory: `${containerRoot}/work/here`,
      home: `${containerRoot}/root`,
      script: `touch here && mkdir -p ${containerRoot}/data/x ${containerRoot}/etc/x && touch "$HOME/mine" && pwd && echo "$HOME"`,
    });
    const [directory = "", home = ""] = stdout.trim().split("\n");
    assert.match(directory, /\/work\/here$/, stderr);
    assert.match(home, /\/root$/);
  });
}
