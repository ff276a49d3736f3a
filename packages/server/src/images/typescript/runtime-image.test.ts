import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { prepareRuntimeImage } from "./runtime-image.ts";

const sources = realpathSync(mkdtempSync(join(tmpdir(), "lydian-images-")));
after(() => rmSync(sources, { recursive: true, force: true }));

const entryPoint = join(sources, "main.ts");
const sdkEntryPoint = join(sources, "sdk-entry.ts");
writeFileSync(join(sources, "shared.ts"), "export const shared: object = { made: performance.now() };");
writeFileSync(join(sources, "old.cjs"), 'module.exports = require("node:os").EOL;');
writeFileSync(sdkEntryPoint, 'export { shared } from "./shared.ts";');
writeFileSync(
  entryPoint,
  `import eol from "./old.cjs";
  import { shared } from "./shared.ts";
  const sdk = await import(new URL("sdk.js", import.meta.url).href);
  process.stdout.write(JSON.stringify({ isShared: sdk.shared === shared, eol }));
  process.exit(3);`,
);

let count = 0;
function freshDirectory(): string {
  count += 1;
  return join(sources, `state-${count}`, "images");
}

function prepare(directory: string) {
  return prepareRuntimeImage({ directory, entryPoint, sdkEntryPoint });
}

test("prepareRuntimeImage() makes a program that shares its modules with the SDK", async () => {
  const image = await prepare(freshDirectory());
  const [node = "", ...rest] = image.command;
  assert.equal(node, realpathSync(process.execPath));
  assert.deepEqual(image.readOnlyPaths, [node, image.directory]);
  const run = promisify(execFile)(node, rest, { env: {} });
  await assert.rejects(run, { code: 3, stdout: JSON.stringify({ isShared: true, eol: "\n" }), stderr: "" });
});

test("prepareRuntimeImage() uses what is there, and makes another for other sources", async () => {
  const directory = freshDirectory();
  const first = await prepare(directory);
  const madeAtMs = statSync(first.directory).mtimeMs;
  assert.equal((await prepare(directory)).directory, first.directory);
  assert.equal(statSync(first.directory).mtimeMs, madeAtMs);
  writeFileSync(join(sources, "shared.ts"), "export const shared: object = { changed: 1 };");
  assert.notEqual((await prepare(directory)).directory, first.directory);
  assert.equal(readdirSync(directory).length, 2);
});

test("prepareRuntimeImage() survives another that makes the same at the same time", async () => {
  const directory = freshDirectory();
  const images = await Promise.all([prepare(directory), prepare(directory), prepare(directory)]);
  assert.equal(new Set(images.map((image) => image.directory)).size, 1);
  assert.equal(readdirSync(directory).length, 1);
});

test("prepareRuntimeImage() fills a compile cache that is good where the image was moved to", async () => {
  const { directory } = await prepare(freshDirectory());
  const cache = join(directory, "compile-cache");
  const boot = `require("module").enableCompileCache({ directory: ${JSON.stringify(cache)}, portable: true });
    void import(${JSON.stringify(join(directory, "sdk.js"))});`;
  const { stderr } = await promisify(execFile)(process.execPath, ["-e", boot], {
    env: { NODE_DEBUG_NATIVE: "COMPILE_CACHE" },
  });
  assert.match(stderr, /sdk\.js was accepted/);
});

test("prepareRuntimeImage() lets every user read it under a strict umask", async () => {
  const before = process.umask(0o077);
  try {
    const { directory } = await prepare(freshDirectory());
    assert.equal(statSync(directory).mode & 0o777, 0o755);
    assert.equal(statSync(join(directory, "main.js")).mode & 0o777, 0o644);
  } finally {
    process.umask(before);
  }
});

test("prepareRuntimeImage() rejects with the reason when the sources do not build, and leaves nothing", async () => {
  const directory = freshDirectory();
  const broken = join(sources, "broken.ts");
  writeFileSync(broken, "export const = 1;");
  await assert.rejects(prepareRuntimeImage({ directory, entryPoint: broken, sdkEntryPoint }), /broken\.ts/);
  assert.equal(existsSync(directory), false);
});
