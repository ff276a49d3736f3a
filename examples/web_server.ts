/**
 * A web server outside Lydian: it starts jobs there and asks for their results by id, and keeps nothing
 * itself. It may be restarted, or be many: any of them can answer for any job.
 *
 *     lydian deploy examples/train_app.ts
 *     PORT=8080 node examples/web_server.ts
 *     curl -d '{"userId":"ada","steps":10}' -H 'content-type: application/json' localhost:8080/jobs
 */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { Function, FunctionCall, InvalidError, ResultExpiredError, TimeoutError } from "lydian";
import type { trainModel } from "./train_app.ts";

const train = Function.fromName<typeof trainModel>("example", "train_model");

export const web = new Hono()
  .post("/jobs", async (context) => {
    const { userId, steps } = await context.req.json<{ userId: string; steps: number }>();
    const call = await train.spawn({ userId, steps });
    return context.json({ id: call.objectId }, 202);
  })
  .get("/jobs/:id", async (context) => {
    try {
      const call = FunctionCall.fromId<Awaited<ReturnType<typeof train.remote>>>(context.req.param("id"));
      return context.json({ status: "done", result: await call.get({ timeoutMs: 0 }) });
    } catch (error) {
      if (error instanceof TimeoutError) return context.json({ status: "running" }, 202);
      const isUnknown = error instanceof ResultExpiredError || error instanceof InvalidError;
      if (isUnknown) return context.json({ status: "unknown" }, 404);
      throw error;
    }
  });

if (import.meta.main) {
  serve(
    { fetch: web.fetch, port: Number(process.env["PORT"] ?? 8080), hostname: "127.0.0.1" },
    ({ port }) => {
      console.log(`listening on http://127.0.0.1:${port}`);
    },
  );
}
