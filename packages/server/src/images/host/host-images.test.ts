import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { promisify } from "node:util";
import type { Launcher } from "../../launch/launcher.ts";
import { LydianError } from "../../model/error.ts";
import {
  findInterpreter,
  made,
  openWorkshop,
  orderOf,
  runIn,
  slim,
  type Made,
  type Opened,
  type Workshop,
} from "./host-images.test.workshop.ts";
import { testHostileBuilds } from "./host-images.test.hostile.ts";

const interpreter = await findInterpreter();

for (const name of ["bubblewrap", "process"] as const) {
  const workshop = typeof interpreter === "string" ? interpreter : await openWorkshop(name, interpreter);
  const isReady = typeof workshop !== "string";
  test(`${name}: images can be built here`, { skip: isReady ? false : workshop }, () => assert.ok(isReady));
  if (isReady) describe(`images with the ${name} launcher`, () => testImages(name, workshop));
}

/** What differs between launchers; the rest is in `host-builds.test.ts`. */
function testImages(name: Launcher["name"], workshop: Workshop): void {
  after(() => workshop.close());
  let base: Made | undefined;

  /** Nothing but Python: made once, and never changed by what is made of it. */
  async function open(): Promise<Opened> {
    const images = workshop.open();
    base ??= await slim(images, workshop);
    return { images, base };
  }

  test("build() runs what it is told, and containers see what came of it", async () => {
    const { images, base } = await open();
    const { log, recipe } = await made(images, "im-whole", {
      base,
      lines: [
        "FROM base",
        "ENV GREETING='hello there'",
        "WORKDIR /work/here",
        "RUN python -m pip install small",
        'RUN echo "$GREETING" >"$HOME/greeting" && mkdir "$HOME/empty" && ln -s greeting "$HOME/link"',
        "COPY /.tool.sh /tools/tool.sh",
        "RUN echo changed >>greeting-here",
      ],
      files: { "/.tool.sh": { content: "#!/bin/sh\necho tool", mode: 0o755 } },
    });
    assert.match(log, /=> RUN python -m pip install small\n/);
    assert.match(log, /Successfully installed small-1\.0/);
    const environment = await images.environmentOf("im-whole", "1.0.0");
    assert.equal(environment.pythonVersion, workshop.python.minor);
    assert.equal(environment.workingDirectory, recipe.surroundings.workingDirectory);
    const program = `
import json, os, sys
root = os.environ["LYDIAN_ROOT"]
import cbor2, modal, small
read = lambda path: open(root + path).read()
open(root + "/root/new", "w").write("written")
open(root + "/root/empty/new", "w").write("written")
open(root + "/work/here/new", "w").write("written")
print(json.dumps({
    "small": small.version,
    "modal": [modal.version, modal.__file__.replace(root, "")],
    "cbor2": cbor2.__file__.replace(root, ""),
    "greeting": [os.environ["GREETING"], read("/root/greeting"), read("/root/link")],
    "here": [os.getcwd().endswith("/work/here"), read("/work/here/greeting-here")],
    "mode": oct(os.stat(root + "/tools/tool.sh").st_mode & 0o777),
    "python": os.popen("command -v python").read().strip().replace(root, ""),
}))`;
    assert.deepEqual(JSON.parse(await runIn(workshop, environment, program)), {
      small: "1.0",
      modal: ["1.0.0", "/pkg/modal/__init__.py"],
      cbor2: "/__modal/deps/cbor2/__init__.py",
      greeting: ["hello there", "hello there\n", "hello there\n"],
      here: [true, "changed\n"],
      mode: "0o755",
      python: "/opt/venv/bin/python",
    });
  });

  test("a package of the image counts for more than one of the client", async () => {
    const { images, base } = await open();
    const write = `import small, pathlib; pathlib.Path(small.__file__).parent.with_name("cbor2.py").write_text("own = 1")`;
    await made(images, "im-own", {
      base,
      lines: ["FROM base", "RUN python -m pip install small", `RUN python -c '${write}'`],
    });
    const environment = await images.environmentOf("im-own", "1.0.0");
    assert.equal(await runIn(workshop, environment, "import cbor2; print(cbor2.own)"), "1\n");
  });

  test("build() changes nothing of its base (I2)", async () => {
    const { images, base } = await open();
    const first = await made(images, "im-first", {
      base,
      lines: ["FROM base", "RUN python -m pip install small && echo first >$HOME/file"],
    });
    await made(images, "im-second", {
      base: first,
      lines: [
        "FROM base",
        "RUN python -m pip uninstall --yes small && echo second >$HOME/file",
        "RUN echo more >>$(python -c 'import sysconfig; print(sysconfig.get_path(\"purelib\"))')/more.py",
      ],
    });
    const look = `
import importlib.util, os
print(*[importlib.util.find_spec(name) is not None for name in ("small", "more")], open(os.path.expanduser("~/file")).read())`;
    const seen = async (id: "im-first" | "im-second"): Promise<string> =>
      await runIn(workshop, await images.environmentOf(id, "1.0.0"), look);
    assert.equal(await seen("im-first"), "True False first\n\n");
    assert.equal(await seen("im-second"), "False True second\n\n");
  });

  test("a build that is ended rejects, kills its commands and leaves nothing", async () => {
    const { images, base } = await open();
    const controller = new AbortController();
    const marker = `30.${process.pid}`;
    const lines = ["FROM base", `RUN echo begun; sleep ${marker}`];
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const building = images.build(orderOf("im-ended", { base, lines }).order, {
      signal: controller.signal,
      log: (said) => (/^begun/m.test(said) ? resolve() : undefined),
    });
    await begun;
    controller.abort();
    await assert.rejects(building, (error) => error instanceof LydianError && error.kind === "cancelled");
    assert.equal(await images.isBuilt("im-ended"), false);
    assert.ok(!(await images.list()).includes("im-ended"));
    if (existsSync("/proc/self")) {
      const { stdout } = await promisify(execFile)("sh", ["-c", `cat /proc/[0-9]*/cmdline | tr '\\0' ' '`]);
      assert.ok(!stdout.includes(`sleep ${marker} `));
    }
  });

  test("what was half built when a server was killed is never used, and is cleared away (I1)", async () => {
    await open();
    const peer = new URL("host-images.test.server.ts", import.meta.url).pathname;
    const child = execFile(process.execPath, [peer, name, workshop.python.path, workshop.directory]);
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    child.on("exit", () => resolve());
    let said = "";
    for await (const chunk of child.stdout ?? []) {
      said += String(chunk);
      if (/^begun$/m.test(said)) break;
    }
    assert.match(said, /^begun$/m);
    child.kill("SIGKILL");
    await gone;
    const layer = join(workshop.directory, "images", "layers", "im-killed");
    assert.equal(existsSync(layer), true);
    await workshop.launcher.sweep();
    const images = workshop.open();
    assert.equal(await images.isBuilt("im-killed"), false);
    assert.equal(existsSync(layer), false);
    const base = await slim(images, workshop);
    await made(images, "im-killed", { base, lines: ["FROM base", "RUN true"] });
    assert.equal(await images.isBuilt("im-killed"), true);
    assert.deepEqual(readdirSync(join(workshop.directory, "images", "packages")).filter(isUnfinished), []);
  });

  test("a link out of the image is a link for its containers too, and shows nothing of this machine", async () => {
    const { images, base } = await open();
    const outside = join(workshop.directory, "outside");
    writeFileSync(outside, "of this machine");
    await made(images, "im-link", { base, lines: ["FROM base", `RUN ln -s ${outside} $HOME/out`] });
    const { binds, links } = await images.environmentOf("im-link", "1.0.0");
    assert.ok(binds.every(({ target }) => target !== "/root/out"));
    assert.deepEqual(links, [{ path: "/root/out", target: outside }]);
  });

  test("a function changes the image that it is called in, of which its own files are no part", async () => {
    const { images, base } = await open();
    const change = `
import os
for path in ("/root/own.py", "/root/model"):
    open(os.environ["LYDIAN_ROOT"] + path, "w").write("made")`;
    await made(images, "im-called", {
      base,
      lines: ["FROM base"],
      call: async () => {
        const draft = await images.draftOf("im-called", "1.0.0");
        await runIn(workshop, draft, change, { user: "builder" });
        return { placed: ["/root/own.py", "/root/never"] };
      },
    });
    const look = `import os; print([os.path.exists(os.path.expanduser(path)) for path in ("~/model", "~/own.py")])`;
    const environment = await images.environmentOf("im-called", "1.0.0");
    assert.equal(await runIn(workshop, environment, look), "[True, False]\n");
    await assert.rejects(images.draftOf("im-called", "1.0.0"), /is not being made/);
  });

  if (name === "bubblewrap") testHostileBuilds(workshop, open);

  test("refusal says what to do where commands are not kept apart", () => {
    const { refusal } = workshop.open({ allowsUnisolatedBuilds: false });
    if (name === "bubblewrap") assert.equal(refusal, undefined);
    else
      assert.match(refusal ?? "", /install bubblewrap, or start the server with LYDIAN_UNISOLATED_BUILDS=1/);
    assert.equal(workshop.open().refusal, undefined);
  });
}

function isUnfinished(file: string): boolean {
  return file.endsWith(".new");
}
