/** Calls that are wrong, from code: each is refused with the class and the words that help, and nothing else stops. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  AuthError,
  Client,
  Cls,
  ConnectionError,
  Function,
  FunctionCall,
  InvalidError,
  NotFoundError,
  RemoteError,
  ResultExpiredError,
} from "lydian";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import type * as strict from "./strict-app.ts";

const appFile = fileURLToPath(new URL("strict-app.ts", import.meta.url));
const payloadBytesMax = 2 ** 30;

let lydian: Lydian;
let client: Client;
before(async () => {
  lydian = await startLydian();
  const { code, stderr } = await lydian.run(["deploy", appFile]);
  assert.equal(code, 0, stderr);
  for (const name of Object.keys(process.env)) if (/^(MODAL|LYDIAN)_/.test(name)) delete process.env[name];
  Object.assign(process.env, lydian.environment);
  client = new Client();
});
after(async () => {
  client.close();
  await lydian.stop();
});

function echo(): ReturnType<typeof Function.fromName<typeof strict.echo>> {
  return Function.fromName<typeof strict.echo>("strict", "echo", { client });
}

type ErrorClass = new (...args: never[]) => Error;

async function refuses(
  work: () => Promise<unknown>,
  kind: ErrorClass,
  ...words: readonly RegExp[]
): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof kind, `${String(error)} is no ${kind.name}`);
    for (const word of words) assert.match(error.message, word);
    return true;
  });
}

describe("what is not there", () => {
  const unknown: readonly [string, () => Promise<unknown>, readonly RegExp[]][] = [
    ["an app", () => Function.fromName("strcit", "echo", { client }).remote(), [/"strcit"/]],
    ["a function", () => Function.fromName("strict", "ehco", { client }).remote(), [/"ehco"/, /"strict"/]],
    [
      "a class",
      () => Cls.fromName("strict", "Dekc", { client }).instance({})["size"]?.remote() ?? never(),
      [/"Dekc"/],
    ],
    [
      "a method",
      () => Cls.fromName("strict", "Desk", { client }).instance({ size: 1n })["weight"]?.remote() ?? never(),
      [/weight/, /size/],
    ],
    [
      "an environment",
      () => Function.fromName("strict", "echo", { client, environment: "mars" }).remote(),
      [/"mars"/],
    ],
  ];
  for (const [what, call, words] of unknown) {
    test(`${what} that is not there is a NotFoundError with its name`, () =>
      refuses(call, NotFoundError, ...words));
  }

  test("a parameter that the class does not have, or of a wrong type, is an InvalidError", async () => {
    const Desk = Cls.fromName("strict", "Desk", { client });
    await refuses(() => Desk.instance({ sice: 1n })["size"]?.remote() ?? never(), InvalidError, /sice|size/);
    await refuses(() => Desk.instance({ size: "big" })["size"]?.remote() ?? never(), InvalidError, /size/);
  });

  test("a call that never was is a ResultExpiredError", () =>
    refuses(
      () => FunctionCall.fromId("fc-0000000000000000000000", { client }).get(),
      ResultExpiredError,
      /fc-0000000000000000000000/,
    ));

  test("an index that a call never had is a ResultExpiredError, at once", async () => {
    const call = await echo().spawn(1);
    await call.get();
    await refuses(() => call.get({ index: 7 }), ResultExpiredError, /result 7/);
  });
});

describe("what cannot be sent", () => {
  test("an argument is refused by its path, before anything is sent", async () => {
    const value = { rows: [{ name: "a" }, { name: () => "b" }] };
    await refuses(() => echo().remote(value), InvalidError, /rows\W+1\W+name/, /function/);
    await refuses(() => echo().spawn(value), InvalidError, /rows\W+1\W+name/);
    await refuses(() => echo().forEach([1, value]), InvalidError, /Input 1/, /rows\W+1\W+name/);
  });

  test("an argument over the limit is refused with the limit", () =>
    refuses(
      () => echo().remote(new Uint8Array(payloadBytesMax + 1)),
      InvalidError,
      new RegExp(`${payloadBytesMax}`),
    ));

  test("a result is refused by its path, as an error of the function", () =>
    refuses(
      () => Function.fromName<typeof strict.unsendable>("strict", "unsendable", { client }).remote(),
      RemoteError,
      /rows\W+1\W+id/,
    ));

  test("a result over the limit is refused with the limit", () =>
    refuses(
      () => Function.fromName<typeof strict.huge>("strict", "huge", { client }).remote(),
      RemoteError,
      new RegExp(`${payloadBytesMax}`),
    ));

  test("a yield that cannot be sent ends the generator after what it yielded before", async () => {
    const yields = Function.fromName<typeof strict.yieldUnsendable>("strict", "yieldUnsendable", { client });
    const seen: unknown[] = [];
    await refuses(async () => {
      for await (const value of yields.remoteGen()) seen.push(value);
    }, RemoteError);
    assert.deepEqual(seen, [1]);
  });

  test("the function is there for others afterwards", async () => {
    assert.equal(await echo().remote("still here"), "still here");
  });
});

describe("who may not call", () => {
  test("a wrong token is an AuthError that names the server", async () => {
    const stranger = new Client({ tokenId: "ak-wrong", tokenSecret: "as-wrong" });
    await refuses(
      () => Function.fromName("strict", "echo", { client: stranger }).remote(1),
      AuthError,
      /token/i,
      new RegExp(lydian.url),
    );
  });

  test("a right token with a wrong secret is an AuthError that does not tell them apart", async () => {
    const { stdout } = await lydian.run(["token", "info", "--json"]);
    const tokenId = /ak-\w+/.exec(stdout)?.[0];
    assert.ok(tokenId);
    const messages: string[] = [];
    for (const account of [
      { tokenId, tokenSecret: "as-wrong" },
      { tokenId: "ak-wrong", tokenSecret: "as-wrong" },
    ]) {
      const stranger = new Client(account);
      const call = Function.fromName("strict", "echo", { client: stranger }).remote(1);
      messages.push(await call.then(never, (error: unknown) => String(error)));
    }
    assert.equal(messages[0], messages[1]);
  });

  test("a server that does not run is a ConnectionError that says how to start one, soon", async () => {
    const nowhere = new Client({ serverUrl: "http://127.0.0.1:9" });
    await refuses(
      () => Function.fromName("strict", "echo", { client: nowhere }).remote(1),
      ConnectionError,
      /127\.0\.0\.1:9/,
      /lydian up/,
    );
  });
});

function never(): never {
  throw new Error("nothing was refused");
}
