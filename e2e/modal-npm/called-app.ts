/** What the official client calls. */
import { App, parameter } from "lydian";

export const app = new App("called-by-modal");

export const square = app.function("square", (x: number) => x ** 2);

/** Keyword arguments come last, as one object. */
export const describe = app.function("describe", (...args: unknown[]) => JSON.stringify(args));

export const echo = app.function("echo", (value: unknown) => value);

export const size = app.function("size", (bytes: Uint8Array) => bytes.length);

export const zeros = app.function("zeros", (length: number) => new Uint8Array(length));

export const nap = app.function(
  "nap",
  (ms: number) => new Promise((resolve) => setTimeout(resolve, ms, "rested")),
);

export const fail = app.function("fail", (message: string) => {
  throw new RangeError(message);
});

let attempts = 0;
export const flaky = app.function("flaky", { retries: { maxRetries: 3, initialDelayMs: 10 } }, () => {
  attempts += 1;
  if (attempts < 3) throw new Error(`attempt ${attempts}`);
  return attempts;
});

export const slow = app.function("slow", { timeoutMs: 300 }, () => new Promise(() => {}));

class Counter {
  #count = 0;
  readonly params: { readonly start: number; readonly label: string };

  constructor(params: { readonly start: number; readonly label: string }) {
    this.params = params;
  }

  setUp() {
    this.#count = this.params.start;
  }

  next() {
    this.#count += 1;
    return `${this.params.label}${this.#count}`;
  }
}

export const CounterClass = app.cls(
  "Counter",
  {
    enter: "setUp",
    methods: ["next"],
    parameters: { start: parameter.int(), label: parameter.string({ default: "#" }) },
  },
  Counter,
);

class Plain {
  greet(name: string) {
    return `hello ${name}`;
  }
}

export const PlainClass = app.cls("Plain", { methods: ["greet"] }, Plain);
