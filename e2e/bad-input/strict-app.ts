/** What is called wrongly. */
import { App, parameter } from "lydian";

export const app = new App("strict");

export const echo = app.function("echo", (value: unknown) => value);

export const unsendable = app.function("unsendable", () => ({ rows: [{ id: 1n }, { id: Symbol("x") }] }));

/** Never touched, so that it costs no memory. */
export const huge = app.function("huge", () => new Uint8Array(2 ** 30 + 1));

export const yieldUnsendable = app.function("yieldUnsendable", function* (): Generator {
  yield 1;
  yield () => 2;
});

class Desk {
  readonly params: { readonly size: number };
  constructor(params: { readonly size: number }) {
    this.params = params;
  }
  size() {
    return this.params.size;
  }
}

export const DeskClass = app.cls("Desk", { methods: ["size"], parameters: { size: parameter.int() } }, Desk);
