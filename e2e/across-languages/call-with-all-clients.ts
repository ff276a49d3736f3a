/** The tests of an app of any language, called with the clients of all. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe } from "node:test";
import { accountOf } from "../fixture/account.ts";
import { casesOf } from "../fixture/exclusions.ts";
import { startLydian, type Lydian } from "../fixture/start-lydian.ts";
import { buildGoClient } from "../modal-go/fixture/go-client.ts";
import {
  clientVersions,
  findPythonClients,
  type PythonClients,
} from "../modal-python/fixture/python-client.ts";
import { CallError, type Caller, type CallRequest } from "./callers/caller.ts";
import { callWithGo, callWithNpm, callWithOurs, callWithPython } from "./callers/callers.ts";
import { normalize, type Written } from "./notation.ts";

export interface CalledApp {
  readonly name: string;
  /** Of its functions, such as "TypeScript". */
  readonly language: string;
  /** Why it cannot be deployed here, or false. */
  readonly skip: string | false;
  deploy(lydian: Lydian): Promise<void>;
  /** What its `show` gives for `args` and `kwargs`. */
  showArguments(args: readonly Written[], kwargs: readonly (readonly [string, Written])[]): Written;
  /** How its `fail` tells of `no such luck`. */
  readonly failure: RegExp;
  /** What its `strange` gives and these clients do not take, all without `clients`, and how that is refused. */
  readonly strange: readonly {
    readonly what: string;
    readonly reason: RegExp;
    readonly clients?: readonly string[];
  }[];
  /** Expressions of Python that it does not take, and how they are refused. */
  readonly refusedFromPython: readonly (readonly [expression: string, reason: RegExp])[];
}

const values = JSON.parse(readFileSync(new URL("values.json", import.meta.url), "utf8")) as Readonly<
  Record<string, Written>
>; // written by us

export async function callWithAllClients(app: CalledApp): Promise<void> {
  const clients = await findClients();
  const title = `A ${app.language} app`;
  describe(title, { skip: app.skip }, () => {
    let lydian: Lydian;
    before(async () => {
      lydian = await startLydian();
      await app.deploy(lydian);
    });
    after(() => lydian.stop());

    for (const client of clients) {
      const suite = `${title}, called with ${client.name}`;
      describe(suite, { skip: client.skip }, () =>
        callWith(app, suite, client.name, () => client.start(lydian)),
      );
    }
  });
}

interface NamedClient {
  readonly name: string;
  readonly skip: string | false;
  start(lydian: Lydian): Promise<Caller>;
}

async function findClients(): Promise<readonly NamedClient[]> {
  const python: PythonClients = await findPythonClients();
  const go = await buildGoClient();
  return [
    ...clientVersions.map((version) => ({
      name: `Python modal ${version}`,
      skip: python.skip,
      start: async (lydian: Lydian) => callWithPython(python.use(version, lydian)),
    })),
    { name: "npm modal", skip: false, start: async (lydian) => await callWithNpm(accountOf(lydian)) },
    { name: "Go modal", skip: go.skip, start: async (lydian) => callWithGo(go, accountOf(lydian)) },
    { name: "lydian", skip: false, start: async (lydian) => callWithOurs(accountOf(lydian)) },
  ];
}

function callWith(app: CalledApp, suite: string, clientName: string, start: () => Promise<Caller>): void {
  const cases = casesOf(suite);
  let caller: Caller;
  before(async () => {
    caller = await start();
  });
  after(() => caller.close());

  const call = (name: string, args: readonly Written[], more: Partial<CallRequest> = {}): Promise<Written> =>
    caller.call({ app: app.name, function: name, args, ...more });

  for (const [title, value] of Object.entries(values)) {
    cases.test(`${title} arrives and comes back`, async () => {
      assertSame(parse(await call("show", [value])), app.showArguments([value], []));
      assertSame(await call("echo", [value]), value);
    });
  }

  cases.test("keyword arguments arrive", async () => {
    const args = [{ int: "1" }, "two"] as const;
    const kwargs = { jobId: "j", sizes: [{ int: "3" }] };
    const shown = parse(await call("show", args, { kwargs }));
    assertSame(shown, app.showArguments(args, Object.entries(kwargs)));
  });

  cases.test("what it throws is told by class and message", async () => {
    await assert.rejects(call("fail", ["no such luck"]), (error: unknown) => {
      assert.ok(error instanceof CallError);
      assert.match(`${error.type}: ${error.message}`, app.failure);
      return true;
    });
  });

  for (const { what, reason, clients } of app.strange) {
    if (clients?.includes(clientName) === false) continue;
    cases.test(`a result that is a ${what} is refused, saying so`, async () => {
      await assert.rejects(call("strange", [what]), reason);
    });
  }

  if (clientName.startsWith("Python modal")) {
    for (const [expression, reason] of app.refusedFromPython) {
      cases.test(`the argument ${expression} is refused, saying so`, async () => {
        await assert.rejects(call("echo", [], { expression }), reason);
      });
    }
  }

  cases.end();
}

/** What `show` gives. */
function parse(shown: Written): Written {
  assert.ok(typeof shown === "string");
  return JSON.parse(shown) as Written;
}

function assertSame(actual: Written, expected: Written): void {
  assert.deepEqual(normalize(actual), normalize(expected));
}
