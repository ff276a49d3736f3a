/** A Python app, called with the clients of all languages. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { clientVersions, findPythonClients } from "../modal-python/fixture/python-client.ts";
import { callWithAllClients } from "./call-with-all-clients.ts";

const appFile = fileURLToPath(new URL("echo_app.py", import.meta.url));
const clients = await findPythonClients();
const others = ["npm modal", "Go modal", "lydian"];

await callWithAllClients({
  name: "echo-python",
  language: "Python",
  skip: clients.skip,
  async deploy(lydian) {
    const { code, stdout, stderr } = await clients.use(clientVersions[1], lydian).modal(["deploy", appFile]);
    assert.equal(code, 0, `${stdout}${stderr}`);
  },
  showArguments: (args, kwargs) => [[...args], { map: kwargs }],
  failure: /LookupError: no such luck|LookupError\('no such luck'\)/,
  // Python takes what Python sends; npm reads a set as one, and Go leaves both as they came.
  strange: [
    { what: "instance", reason: /Can not serialize type/, clients: others },
    { what: "function", reason: /Can not serialize type/, clients: others },
    { what: "complex", reason: /a complex number \(CBOR tag 43000\)/, clients: ["lydian"] },
    { what: "set", reason: /a set \(CBOR tag 258\)/, clients: ["lydian"] },
  ],
  refusedFromPython: [],
});
