import { Command } from "commander";
import { addApp } from "./commands/app/app.ts";
import { addCall } from "./commands/call.ts";
import { addCalls } from "./commands/calls/calls.ts";
import { addContainer } from "./commands/container/container.ts";
import { addDeploy } from "./commands/deploy.ts";
import { addEnvironment } from "./commands/environment/environment.ts";
import { addProfile } from "./commands/profile/profile.ts";
import { addRun } from "./commands/run.ts";
import { addSecret } from "./commands/secret/secret.ts";
import { addServe } from "./commands/serve.ts";
import { addToken } from "./commands/token/token.ts";
import { addUp } from "./commands/up.ts";
import { ownVersion } from "./version.ts";

const description = `Run TypeScript functions as a service, on your own machine.

Start here:
  $ lydian up                             start a server, and leave it running
  $ lydian deploy app.ts                  put the functions of a file on it
  $ lydian call my-app my-function 42     call one`;

/** The whole command line. What it is given to parse decides which verb runs. */
export function createProgram(): Command {
  const program = new Command("lydian")
    .description(description)
    .version(ownVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show the help of a command")
    .showHelpAfterError("(add --help for what is possible)")
    .exitOverride();
  for (const add of [addUp, addDeploy, addRun, addServe, addCall, addCalls]) add(program);
  for (const add of [addApp, addContainer, addSecret, addEnvironment, addToken, addProfile]) add(program);
  return program;
}
