import type * as Http from "node:http";

/**
 * What sends a request for this protocol, `http:` or `https:`. Loaded where it is first needed, and not
 * with `import`: that reads every export of `node:http`, and so loads Node's own fetch and WebSocket,
 * a third of a container's boot and of every program's start.
 */
export function httpModule(protocol: string): Pick<typeof Http, "request"> {
  return process.getBuiltinModule(protocol === "https:" ? "node:https" : "node:http");
}
