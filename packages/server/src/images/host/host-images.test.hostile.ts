/** Builds that try to get at this machine, in bubblewrap. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { LydianError } from "../../model/error.ts";
import { type Made, type Opened, make, made, runIn, type Workshop } from "./host-images.test.workshop.ts";

/** A folder of this machine that everybody may write in. */
function outside(): string {
  const path = join(tmpdir(), `lydian-outside-${process.pid}`);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { mode: 0o777 });
  return path;
}

/** Tests of images whose launcher keeps their builds from this machine. */
export function testHostileBuilds(workshop: Workshop, open: () => Promise<Opened>): void {
  test("a command sees nothing of this machine but its system, and can change nothing of it", async () => {
    const { images, base } = await open();
    const { log } = await made(images, "im-isolated", {
      base,
      lines: [
        "FROM base",
        `RUN ls ${workshop.directory} 2>/dev/null || echo "no state directory"`,
        `RUN touch ${workshop.python.prefix}/new 2>/dev/null || echo "no writing to Python"`,
        "RUN touch /usr/new 2>/dev/null || echo 'no writing to the system'",
        "RUN cat /etc/shadow 2>/dev/null || echo 'no shadow'",
        "RUN mkdir -p /data && echo kept >/data/file && touch /tmp/left",
        "RUN cat /data/file; ls /tmp/left",
      ],
    });
    for (const said of [
      "no state directory",
      "no writing to Python",
      "no writing to the system",
      "no shadow",
    ])
      assert.match(log, new RegExp(`^${said}$`, "m"));
    assert.match(log, /^kept$/m);
    assert.match(log, /^\/tmp\/left$/m);
  });

  test("an image's files cannot be changed by its containers, which may write beside them", async () => {
    const { images, base } = await open();
    await made(images, "im-read-only", {
      base,
      lines: ["FROM base", "RUN mkdir /data && echo 1 >/data/file"],
    });
    const program = `
import os
def attempt(path):
    try:
        open(path, "a").write("x")
        return "written"
    except OSError:
        return "refused"
venv = os.path.dirname(os.path.dirname(os.sys.executable))
print([attempt(path) for path in ("/data/file", "/data/new", venv + "/new", "/root/new", "/new")])`;
    const seen = await runIn(workshop, await images.environmentOf("im-read-only", "1.0.0"), program);
    assert.deepEqual(JSON.parse(seen.replaceAll("'", '"')), [
      "refused",
      "written",
      "refused",
      "written",
      "written",
    ]);
  });

  testLinks(workshop, open);
  testWords(open);
}

function testLinks(workshop: Workshop, open: () => Promise<Opened>): void {
  for (const path of ["/opt", "/root", "/__lydian", "/etc"]) {
    test(`a ${path} that leads out of the image leads nowhere`, async () => {
      const { images, base } = await open();
      const victim = outside();
      const id = `im-link${path.replaceAll(/\W/g, "")}` as const;
      const move = `mv ${path} /moved; ln -s /oldroot${victim} ${path} || true`;
      await make(images, id, {
        base,
        lines: ["FROM base", `RUN ${move}`, "RUN true", "WORKDIR /root/evil", "RUN true"],
      }).catch((error: unknown) => assert.ok(error instanceof LydianError));
      if (await images.isBuilt(id)) await runIn(workshop, await images.environmentOf(id, "1.0.0"), "");
      assert.deepEqual(readdirSync(victim), []);
      rmSync(victim, { recursive: true });
    });
  }

  test("a function that puts a link on the way to its own files has nothing outside removed", async () => {
    const { images, base } = await open();
    const victim = outside();
    writeFileSync(join(victim, "own.py"), "not its own");
    await made(images, "im-removing", {
      base,
      lines: ["FROM base"],
      call: async () => {
        const draft = await images.draftOf("im-removing", "1.0.0");
        await runIn(workshop, draft, `import os; os.symlink("${victim}", "/code")`, { user: "builder" });
        return { placed: ["/code/own.py"] };
      },
    });
    assert.ok(existsSync(join(victim, "own.py")));
    rmSync(victim, { recursive: true });
  });

  test("what a link puts in place of the settings is not told of", async () => {
    const { images, base } = await open();
    const victim = outside();
    writeFileSync(join(victim, "private-name"), "x");
    const lines = ["FROM base", `RUN mv /etc /moved; ln -s ${victim} /etc || true`];
    const { log } = await make(images, "im-settings", { base, lines });
    assert.doesNotMatch(log, /private-name/);
    rmSync(victim, { recursive: true });
  });
}

function testWords(open: () => Promise<Opened>): void {
  test("files are placed inside the image, whatever their paths say", async () => {
    const { images, base } = await open();
    const victim = outside();
    const place = async (id: "im-up" | "im-proc" | "im-through", lines: readonly string[]): Promise<Made> =>
      await make(images, id, { base, lines: ["FROM base", ...lines], files: { "/.f": plain } });
    const up = await place("im-up", [`COPY /.f /../../..${victim}/f`, `RUN cat ${victim}/f`]);
    assert.deepEqual(up.outcome, { kind: "built" }, up.log);
    assert.match(up.log, /^placed$/m);
    const through = await place("im-through", [
      `RUN mkdir -p /oldroot${victim} && ln -s /oldroot${victim} /link`,
      "COPY /.f /link/f",
    ]);
    assert.deepEqual(through.outcome, { kind: "built" }, through.log);
    const proc = await place("im-proc", ["COPY /.f /proc/sys/kernel/core_pattern"]);
    assert.match(JSON.stringify(proc.outcome), /Cannot place \/proc\/sys\/kernel\/core_pattern: /);
    assert.deepEqual(readdirSync(victim), []);
    rmSync(victim, { recursive: true });
  });

  test("a NUL in what a build is given is refused, not taken for the end of a word", async () => {
    const { images, base } = await open();
    const lines = ["FROM base", "ENV A=b\0--bind\0/\0/", "RUN true"];
    await assert.rejects(make(images, "im-nul", { base, lines }), /variable "A" has a NUL/);
    assert.equal(await images.isBuilt("im-nul"), false);
  });
}

const plain = { content: "placed\n", mode: 0o644 };
