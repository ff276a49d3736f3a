import { App, parameter } from "lydian";

export const app = new App("http-typescript");

export const describe = app.function("describe", (...args: unknown[]) => args);

export const values = app.function("values", () => ({
  big: 2n ** 70n,
  bytes: new Uint8Array([1, 2, 3]),
  date: new Date("2026-01-02T03:04:05Z"),
  nan: Number.NaN,
  text: "grüße",
}));

export const size = app.function("size", (text: string) => text.length);
export const long = app.function("long", (length: number) => "x".repeat(length));

export const dotted = app.function("has.dots", () => "reached");

export const fails = app.function("fails", () => {
  throw new RangeError("no such luck");
});

export const slow = app.function("slow", { timeoutMs: 500 }, () => new Promise<void>(() => {}));
export const waits = app.function("waits", () => new Promise<void>(() => {}));
export const yields = app.function("yields", function* () {
  yield 1;
});

class Greeter {
  readonly #name: string;
  constructor({ name }: { readonly name: string }) {
    this.#name = name;
  }
  greet(greeting: string): string {
    return `${greeting} ${this.#name}`;
  }
}

export const RemoteGreeter = app.cls(
  "Greeter",
  { methods: ["greet"], parameters: { name: parameter.string({ default: "world" }) } },
  Greeter,
);
