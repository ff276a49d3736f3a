import assert from "node:assert/strict";
import { test } from "node:test";
import { runCli } from "../fixture/cli.ts";

const verbs = [
  ["up"],
  ["deploy"],
  ["run"],
  ["serve"],
  ["call"],
  ["app", "list"],
  ["app", "logs"],
  ["app", "stop"],
  ["app", "history"],
  ["app", "rollback"],
  ["container", "list"],
  ["container", "stop"],
  ["secret", "list"],
  ["secret", "create"],
  ["secret", "delete"],
  ["environment", "list"],
  ["environment", "create"],
  ["environment", "rename"],
  ["environment", "delete"],
  ["token", "set"],
  ["token", "info"],
  ["profile", "list"],
  ["profile", "current"],
  ["profile", "activate"],
];

test("every command of lydian has help with an example and --json", async (t) => {
  for (const verb of verbs) {
    await t.test(verb.join(" "), async () => {
      const { code, stdout, stderr } = await runCli([...verb, "--help"]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, new RegExp(`Usage: lydian ${verb.join(" ")}`));
      assert.match(stdout, /Examples:\n {2}\$ lydian /);
      assert.match(stdout, /--json/);
      assert.equal(stderr, "");
    });
  }
});

test("lydian --help tells a newcomer where to start and lists every command", async () => {
  const { code, stdout } = await runCli(["--help"]);
  assert.equal(code, 0);
  assert.match(stdout, /Start here:\n {2}\$ lydian up/);
  for (const [noun] of verbs) assert.match(stdout, new RegExp(`^ {2}${noun}\\b`, "m"));
});

test("lydian --version prints the version alone", async () => {
  const { code, stdout } = await runCli(["--version"]);
  assert.equal(code, 0);
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

test("lydian exits with 2 and says what is wrong when it cannot understand its command line", async (t) => {
  const cases: readonly [readonly string[], RegExp][] = [
    [["depoly"], /unknown command 'depoly'[^]*Did you mean deploy\?/],
    [["deploy"], /missing required argument 'file'/],
    [["deploy", "a.ts", "--nmae", "b"], /unknown option '--nmae'[^]*Did you mean --name\?/],
    [["up", "--port", "banana"], /'banana' is invalid. expected a number from 0 to 65535/],
    [["up", "--launcher", "docker"], /Allowed choices are process, bubblewrap/],
    [["call", "my-app"], /missing required argument 'function'/],
    [["call", "my-app", "f", "--kwargs", "{"], /Cannot read --kwargs/],
    [["app", "rollback", "my-app", "first"], /Cannot read version "first"/],
    [["secret", "create", "s", "novalue"], /expected KEY=VALUE/],
    [["secret", "create", "s"], /it has no values/],
    [["environment", "delete", "x"], /needs to be confirmed[^]*Add --yes/],
  ];
  for (const [args, message] of cases) {
    await t.test(args.join(" "), async () => {
      const { code, stdout, stderr } = await runCli(args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
      assert.equal(stdout, "");
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }
});
