import * as restate from "@restatedev/restate-sdk";
import { answer } from "../../system/peer.ts";

const [port = ""] = process.argv.slice(2);
const service = restate.service({ name: "bench", handlers: { noop: async () => undefined } });
await restate.serve({ services: [service], port: Number(port) });
answer(() => undefined);
