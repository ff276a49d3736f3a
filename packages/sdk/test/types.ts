/** What must compile, and what must not: checked by the compiler, never run. */
/* eslint-disable typescript/no-unsafe-call, eslint/no-unused-expressions -- what must not compile has no type */
import { App, Cls, Function, FunctionCall, parameter, type RemoteFunction } from "../src/index.ts";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only if the two types are the same. */
function same<A, B>(_proof: Equal<A, B>): void {}

const app = new App("my-shared-app");
const square = app.function("square", (x: number) => x ** 2);
const later = app.function("later", { retries: 3 }, async (text: string, count = 1) => ({ text, count }));
const countdown = app.function("countdown", async function* (from: number) {
  while (from > 0) yield from--;
});
const letters = app.function("letters", function* () {
  yield "a";
});
const nothing = app.function("nothing", () => {});
const failing = app.function("failing", (): never => {
  throw new Error("always");
});

class Greeter {
  #greeting = "";
  readonly params: { readonly name: string };
  constructor(params: { readonly name: string }) {
    this.params = params;
  }
  async setUp(): Promise<void> {
    this.#greeting = this.params.name;
  }
  foo(): string {
    return this.#greeting;
  }
  async *bar(count: number): AsyncGenerator<string> {
    for (; count > 0; count -= 1) yield this.foo();
  }
}
const MyLifecycleClass = app.cls(
  "MyLifecycleClass",
  { enter: "setUp", methods: ["foo", "bar"], parameters: { name: parameter.string({ default: "world" }) } },
  Greeter,
);
const Implicit = app.cls("Implicit", { enter: ["setUp"], parameters: { name: parameter.string() } }, Greeter);
class Plain {
  one(): number {
    return 1;
  }
}
const PlainCls = app.cls("Plain", Plain);

/** Defined handles know their arguments and results. */
export async function definedFunctions(): Promise<void> {
  same<Awaited<ReturnType<typeof square.remote>>, number>(true);
  same<Parameters<typeof square.remote>, [x: number]>(true);
  same<Awaited<ReturnType<typeof later.remote>>, { text: string; count: number }>(true);
  await later.remote("a");
  await later.remote("a", 2);
  await nothing.remote();
  same<Awaited<ReturnType<typeof failing.remote>>, never>(true);
  same<ReturnType<typeof square.local>, number>(true);
  same<ReturnType<ReturnType<typeof square.getRawF>>, number>(true);
  for await (const value of countdown.remoteGen(3)) same<typeof value, number>(true);
  for await (const value of letters.remoteGen()) same<typeof value, string>(true);
  for await (const value of square.map([1, 2])) same<typeof value, number>(true);
  for await (const value of later.starmap([["a", 1], ["b"]]))
    same<typeof value, { text: string; count: number }>(true);
  for await (const value of square.with({ returnExceptions: true }).map(new Set([1])))
    same<typeof value, number | Error>(true);
  for await (const value of square.with({ returnExceptions: true }).with({ concurrency: 2 }).map([1]))
    same<typeof value, number | Error>(true);
  const call = await square.spawn(1);
  same<Awaited<ReturnType<typeof call.get>>, number>(true);
  same<Awaited<ReturnType<typeof square.spawnMap>>, FunctionCall<number>>(true);
  const [one, two] = await FunctionCall.gather(call, await later.spawn("a"));
  same<[typeof one, typeof two], [number, { text: string; count: number }]>(true);
  await later.with({ kwargs: { count: 3 } }).remote("a");
  await square.withOptions({ maxContainers: 4 }).remote(1);

  // @ts-expect-error a wrong argument
  await square.remote("42");
  // @ts-expect-error an argument too many
  await square.remote(1, 2);
  // @ts-expect-error an argument too few
  await square.remote();
  // @ts-expect-error a wrong result
  const text: string = await square.remote(1);
  // @ts-expect-error remote on a generator
  await countdown.remote(3);
  // @ts-expect-error map on a generator
  countdown.map([1]);
  // @ts-expect-error spawn on a generator
  await countdown.spawn(1);
  // @ts-expect-error remoteGen on a function
  square.remoteGen(3);
  // @ts-expect-error items of a wrong type
  square.map(["a"]);
  // @ts-expect-error an iterable too many
  square.map([1], [2]);
  // @ts-expect-error an argument list of a wrong type
  later.starmap([[1]]);
  // @ts-expect-error an unknown setting
  square.with({ timeout: 1 });
  // @ts-expect-error an unknown option
  square.withOptions({ timeout: 1 });
  // @ts-expect-error an option of a wrong type
  app.function("wrong", { timeoutMs: "1s" }, () => 1);
  // @ts-expect-error a setting that a generator has no use for
  countdown.with({ concurrency: 2 });
  return void text;
}

/** Looked-up handles know the same, but have no code. */
export async function lookedUpFunctions(): Promise<void> {
  const f = Function.fromName<typeof square>("my-shared-app", "square");
  same<Awaited<ReturnType<typeof f.remote>>, number>(true);
  const g = Function.fromName<typeof countdown>("my-shared-app", "countdown");
  for await (const value of g.remoteGen(3)) same<typeof value, number>(true);
  const unknown = Function.fromName("my-shared-app", "square");
  same<Awaited<ReturnType<typeof unknown.remote>>, unknown>(true);
  await unknown.remote(1, "a");
  const same2: RemoteFunction<[x: number], number> = f;
  await FunctionCall.fromId<number>("fc-1").get({ timeoutMs: 0 });

  // @ts-expect-error a wrong argument
  await f.remote("42");
  // @ts-expect-error local needs the code
  f.local(1);
  // @ts-expect-error so does getRawF
  f.getRawF();
  // @ts-expect-error local needs the code, with settings too
  f.with({ concurrency: 1 }).local(1);
  // @ts-expect-error remote on a generator
  await g.remote(3);
  // @ts-expect-error remoteGen on a function
  f.remoteGen(3);
  return void same2;
}

/** Classes know their methods and parameters. */
export async function classes(): Promise<void> {
  const greeter = MyLifecycleClass.instance({ name: "you" });
  same<Awaited<ReturnType<typeof greeter.foo.remote>>, string>(true);
  await MyLifecycleClass.instance().foo.remote();
  for await (const value of greeter.bar.remoteGen(2)) same<typeof value, string>(true);
  same<ReturnType<typeof greeter.foo.local>, Promise<string>>(true);
  await Implicit.instance({ name: "you" }).foo.remote();
  same<Awaited<ReturnType<ReturnType<typeof PlainCls.instance>["one"]["remote"]>>, number>(true);
  const C = Cls.fromName<typeof MyLifecycleClass>("my-shared-app", "MyLifecycleClass");
  same<Awaited<ReturnType<ReturnType<typeof C.instance>["foo"]["remote"]>>, string>(true);
  await C.withOptions({ cpu: 2 }).instance({ name: "you" }).foo.remote();
  await Cls.fromName("my-shared-app", "Other").instance({ any: 1 })["thing"]?.remote(1);

  // @ts-expect-error an unknown method
  greeter.baz;
  // @ts-expect-error a hook is no method
  Implicit.instance({ name: "you" }).setUp;
  // @ts-expect-error a method that is not listed
  greeter.setUp;
  // @ts-expect-error a wrong parameter
  MyLifecycleClass.instance({ name: 1 });
  // @ts-expect-error an unknown parameter
  MyLifecycleClass.instance({ nam: "you" });
  // @ts-expect-error a parameter without a default
  Implicit.instance();
  // @ts-expect-error local needs the code
  C.instance().foo.local();
  // @ts-expect-error remote on a generator
  await greeter.bar.remote(1);
  // @ts-expect-error a hook that is no method
  app.cls("Wrong", { enter: "setup" }, Plain);
  // @ts-expect-error a listed method that is not there
  app.cls("Wrong", { methods: ["two"] }, Plain);
  // @ts-expect-error parameters that the constructor does not take
  app.cls("Wrong", { parameters: { name: parameter.int() } }, Greeter);
}

/** Batched functions take and give lists where they are written, and single items where they are called. */
export async function batches(): Promise<void> {
  const batched = { batchMaxSize: 4, batchLingerMs: 10 };
  const add = app.function("add", batched, async (a: readonly number[], b: number[]) =>
    a.map((x, i) => String(x + (b[i] ?? 0))),
  );
  same<Awaited<ReturnType<typeof add.remote>>, string>(true);
  same<Parameters<typeof add.remote>, [number, number]>(true);
  for await (const value of add.map([1], [2])) same<typeof value, string>(true);
  same<ReturnType<typeof add.local>, Promise<string>>(true);
  void add.getRawF()([1], [2]);
  const looked = Function.fromName<typeof add>("app", "add");
  same<Awaited<ReturnType<typeof looked.remote>>, string>(true);
  class Twice {
    double(numbers: number[]) {
      return numbers.map((n) => 2 * n);
    }
  }
  const twice = app.cls("Twice", batched, Twice).instance();
  same<Awaited<ReturnType<typeof twice.double.remote>>, number>(true);

  // @ts-expect-error a batch as an argument
  await add.remote([1], [2]);
  // @ts-expect-error a handler that takes no list
  app.function("wrong", batched, (x: number) => [x]);
  // @ts-expect-error a handler that gives no list
  app.function("wrong", batched, (x: number[]) => x.length);
}
