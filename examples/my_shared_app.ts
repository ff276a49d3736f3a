/** An app that others call by name. Deploy it with: `lydian deploy examples/my_shared_app.ts` */
import { App, parameter } from "lydian";

export const app = new App("my-shared-app");

/** A plain function: any number of callers, each call in some container. */
export const square = app.function("square", (x: number) => x ** 2);

/** A generator: its caller sees each yield when it comes. */
export const countdown = app.function("countdown", async function* (from: number) {
  while (from > 0) yield from--;
});

class Greeter {
  #greeting = "";
  readonly params: { readonly name: string };

  constructor(params: { readonly name: string }) {
    this.params = params;
  }

  /** Runs once per container, before its first call: the place to open connections or load models. */
  async setUp() {
    this.#greeting = `hello ${this.params.name}`;
  }

  foo() {
    return this.#greeting;
  }
}

/** A class: its methods share what `setUp` made. Each set of parameters has containers of its own. */
export const MyLifecycleClass = app.cls(
  "MyLifecycleClass",
  { enter: "setUp", methods: ["foo"], parameters: { name: parameter.string({ default: "world" }) } },
  Greeter,
);

/** Runs here, on this machine, with: `lydian run examples/my_shared_app.ts` */
export const main = app.localEntrypoint(async (x: number = 42) => {
  console.log(await square.remote(x));
});
