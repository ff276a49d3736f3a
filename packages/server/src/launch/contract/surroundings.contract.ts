import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import type { Launcher, LaunchSpec } from "../launcher.ts";
import { finished, needsProc, node, type Ran, run, specOf, uniqueName } from "./run-container.contract.ts";

/** What a container is given, and that it is given nothing else. */
export function testSurroundings(launcher: () => Launcher, runDirectory: string): void {
  test("launch() gives the environment of the spec, HOME and TMPDIR, and nothing else (L2)", async () => {
    const container = await launcher().launch(
      specOf({ environment: { A: "b c\n'\"$x" }, command: ["/usr/bin/env", "-0"] }),
    );
    const { stdout } = await finished(container);
    const lines = stdout.split("\0").filter((line) => line !== "" && !line.startsWith("PWD="));
    assert.deepEqual(lines.toSorted(), [
      "A=b c\n'\"$x",
      `HOME=${container.scratch}`,
      `TMPDIR=${container.scratch}`,
    ]);
  });
  for (const [what, changes, reason] of [
    ["a value", { environment: { A: "b\0--bind\0/\0/" } }, /the value of variable "A" has a NUL/],
    ["a name", { environment: { "A\0B": "" } }, /"A\\u0000B" cannot name a variable/],
    ["a name with a sign", { environment: { "A=B": "" } }, /"A=B" cannot name a variable/],
    ["a word", { command: ["/bin/echo", "a\0b"] }, /"a\\u0000b" has a NUL in it/],
    ["a place", { home: "/a\0b" }, /"\/a\\u0000b" has a NUL in it/],
  ] as const) {
    test(`launch() rejects ${what} that would end before its end`, async () => {
      const isRefused = (error: unknown): boolean =>
        error instanceof LydianError && error.kind === "invalid-argument" && reason.test(error.message);
      await assert.rejects(launcher().launch(specOf(changes)), isRefused);
    });
  }
  test("launch() gives no open file but the three streams (L2)", { skip: needsProc }, async () => {
    const { stdout } = await run(launcher(), { command: ["/bin/ls", "/proc/self/fd"] });
    // The fourth is the listing's own.
    assert.deepEqual(stdout.trim().split(/\s+/), ["0", "1", "2", "3"]);
  });
  test("scratch is writable, private, the working directory, and gone with the container", async () => {
    const script = 'pwd; echo x >"$TMPDIR/file" && cat "$HOME/file"; ls -ld .';
    const container = await launcher().launch(specOf({ script }));
    const { stdout, stderr } = await finished(container);
    const [directory, file, listing] = stdout.trim().split("\n");
    assert.equal(directory, container.scratch, stderr);
    assert.equal(file, "x");
    assert.match(listing ?? "", launcher().name === "process" ? /^drwx------/ : /^drwxrwxrwt/);
    assert.equal(existsSync(join(container.scratch, "file")), false);
    assert.equal(existsSync(join(runDirectory, container.containerId)), false);
  });
  test("scratch goes even if the program left folders without permissions", async () => {
    const container = await launcher().launch(
      specOf({ script: "mkdir -p a/b; echo x >a/b/c; chmod 0 a/b a" }),
    );
    await finished(container);
    assert.equal(existsSync(join(runDirectory, container.containerId)), false);
  });
  test("readOnlyPaths are readable where they are", async () => {
    const file = join(runDirectory, "shown.txt");
    await writeFile(file, "shown", { mode: 0o644 });
    const { stdout } = await run(launcher(), { command: ["/bin/cat", file], readOnlyPaths: [file] });
    assert.equal(stdout, "shown");
  });
  test("sockets can be connected to", async () => {
    const { stdout, stderr } = await withSocket(runDirectory, (socket) =>
      run(launcher(), connecting(socket, false)),
    );
    assert.equal(stdout, "hello", stderr);
  });
  test("blockNetwork leaves the sockets alone, or is refused", async () => {
    if (launcher().name === "process") {
      await assert.rejects(launcher().launch(specOf({ blockNetwork: true })), (error) => {
        return error instanceof LydianError && error.kind === "failed-precondition";
      });
      return;
    }
    const { stdout } = await withSocket(runDirectory, (socket) => run(launcher(), connecting(socket, true)));
    assert.equal(stdout, "hello");
    const { stdout: interfaces } = await run(launcher(), { script: "cat /proc/net/dev", blockNetwork: true });
    assert.deepEqual(
      [...interfaces.matchAll(/^\s*(\w+):/gm)].map((match) => match[1]),
      ["lo"],
    );
  });
}

function connecting(socket: string, blockNetwork: boolean): Partial<LaunchSpec> {
  const code = `require("net").connect(${JSON.stringify(socket)}).pipe(process.stdout)`;
  return { command: [node, "-e", code], readOnlyPaths: [node], sockets: [socket], blockNetwork };
}

async function withSocket(directory: string, use: (socket: string) => Promise<Ran>): Promise<Ran> {
  const socket = join(directory, uniqueName());
  const server = createServer((connection) => connection.end("hello"));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  await chmod(socket, 0o666);
  try {
    return await use(socket);
  } finally {
    server.close();
  }
}
