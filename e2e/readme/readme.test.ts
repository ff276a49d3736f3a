/** The README's code compiles, and its commands print what it says they print. */
import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { findPythonClients } from "../modal-python/fixture/python-client.ts";

const root = new URL("../..", import.meta.url).pathname;
const readme = readFileSync(join(root, "README.md"), "utf8");
const run = promisify(execFile);

const python = await findPythonClients();

/** Starting a server and a first container take seconds on a slow machine, not this long. */
const commandMsMax = 60_000;

/** What other tests run, and the server, which runs in the background. */
const notRunHere = [
  "npm run quickstart",
  "npm test",
  "npx lydian up",
  "npx lydian --help",
  "pip install modal",
];

/** Needs the official Python client, or what it deployed. */
const pythonCommand = /^modal |^python |python/;

interface Command {
  readonly text: string;
  readonly output: string;
}

function findFiles(): readonly { readonly name: string; readonly text: string }[] {
  const blocks = [...readme.matchAll(/^```(?:ts|python) file=(\S+)\n([\s\S]*?)^```$/gm)];
  return blocks.map(([, name, text]) => ({ name: name ?? "", text: text ?? "" }));
}

function findCommands(): readonly Command[] {
  const blocks = [...readme.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? "");
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((entry) => {
        const [text, ...output] = entry.trimEnd().split("\n");
        return { text: text ?? "", output: output.join("\n") };
      }),
  );
}

// Inside of the repository, so that `lydian` resolves as it does for a reader.
mkdirSync(join(root, ".lydian"), { recursive: true });
const folder = mkdtempSync(join(root, ".lydian/readme-"));

before(() => {
  for (const { name, text } of findFiles()) writeFileSync(join(folder, name), text);
  const config = { extends: "../../tsconfig.json", include: ["*.ts"], exclude: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("the README has no TypeScript that is not checked", () => {
  assert.equal(readme.match(/^```(ts|python)/gm)?.length, findFiles().length);
  assert.ok(findCommands().length > notRunHere.length);
});

test("the README's files compile", async () => {
  await run("tsc", ["--noEmit", "-p", folder], { cwd: root });
});

test("the README's commands print what it says", { timeout: 3 * commandMsMax }, async () => {
  const commands = findCommands().filter(({ text }) => !pythonCommand.test(text));
  assert.ok(commands.length > notRunHere.length);
  await runCommands(commands);
});

test("its commands for Python do so too", { timeout: 5 * commandMsMax, skip: python.skip }, async () => {
  const commands = findCommands().filter(({ text }) => pythonCommand.test(text));
  assert.ok(commands.length > 2);
  await runCommands(commands, python.programs);
});

/** One after the other, with a server of their own. */
async function runCommands(commands: readonly Command[], programs = ""): Promise<void> {
  const env = {
    ...process.env,
    PATH: `${programs}:${process.env["PATH"] ?? ""}`,
    HOME: folder,
    MODAL_CONFIG_PATH: join(folder, "account.toml"),
    MODAL_SERVER_URL: undefined,
    MODAL_PROFILE: undefined,
    NO_COLOR: "1",
  };
  const args = ["up", "--port", "0", "--state", join(folder, "state"), "--json"];
  const server = spawn("lydian", args, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    await isAnnounced(server);
    for (const { text, output } of commands) {
      if (notRunHere.includes(text)) continue;
      const command = text.replace(/^npx /, "");
      const { stdout } = await run("sh", ["-c", command], { cwd: folder, env, timeout: commandMsMax });
      if (output !== "") assert.equal(stdout.trimEnd(), output, text);
    }
  } finally {
    server.kill("SIGINT");
    if (server.exitCode === null) await once(server, "exit");
  }
}

/** Resolves once the server has printed that it is ready; rejects if it ends before. */
async function isAnnounced(server: ChildProcess): Promise<void> {
  assert.ok(server.stdout);
  const signal = AbortSignal.timeout(commandMsMax);
  const ended = once(server, "exit", { signal }).then(([code]) => {
    throw new Error(`lydian up ended with exit code ${code}`);
  });
  await Promise.race([once(server.stdout, "data", { signal }), ended]);
}
