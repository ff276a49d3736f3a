/** A TypeScript app, called with the clients of all languages. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { callWithAllClients } from "./call-with-all-clients.ts";

const appFile = fileURLToPath(new URL("echo-app.ts", import.meta.url));

await callWithAllClients({
  name: "echo-typescript",
  language: "TypeScript",
  skip: false,
  async deploy(lydian) {
    const { code, stderr } = await lydian.run(["deploy", appFile]);
    assert.equal(code, 0, stderr);
  },
  // Keyword arguments come last, as one object.
  showArguments: (args, kwargs) => (kwargs.length === 0 ? args : [...args, { map: kwargs }]),
  failure: /RangeError: no such luck|RangeError\('no such luck'\)/,
  strange: [
    { what: "function", reason: /callback: a function cannot be sent/ },
    { what: "set", reason: /\[0\]: a Set cannot be sent/ },
    { what: "instance", reason: /an instance of class URL cannot be sent/ },
    { what: "symbol", reason: /deep\[0\]: a symbol cannot be sent/ },
  ],
  refusedFromPython: [
    ["decimal.Decimal('1.5')", /a decimal number \(CBOR tag 4\)/],
    ["[{1, 2}]", /a set \(CBOR tag 258\)/],
    ["{'c': 1j}", /a complex number \(CBOR tag 43000\)/],
    ["object()", /Can not serialize type/],
  ],
});
