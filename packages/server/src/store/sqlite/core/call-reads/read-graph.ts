import type { Context } from "../context.ts";

export interface GraphRows {
  readonly calls: readonly (readonly [
    callId: string,
    functionId: string,
    appId: string,
    parentCallId: string | null,
    parentIndex: number | null,
  ])[];
  readonly inputs: readonly (readonly [
    callId: string,
    index: number,
    status: number | null,
    containerId: string | null,
  ])[];
}

/** All calls below the root above a call, and their inputs; at most `limit` of each. */
export function readGraph(ctx: Context) {
  // `UNION` ends at a call that was met before: ids come from clients, who could make a circle.
  const findRoot = ctx.prepare<[string]>(
    `WITH RECURSIVE above (id, parent, height) AS (
       SELECT id, parent_call, 0 FROM calls WHERE id = ?
       UNION SELECT c.id, c.parent_call, height + 1 FROM above JOIN calls c ON c.id = above.parent
       WHERE height < 1000
     ) SELECT id FROM above ORDER BY height DESC LIMIT 1`,
  );
  const selectCalls = ctx.prepare<GraphRows["calls"][number]>(
    `WITH RECURSIVE below (id) AS (
       SELECT ? UNION SELECT c.id FROM below JOIN calls c ON c.parent_call = below.id LIMIT ?
     ) SELECT c.id, c.function_id, c.app_id, c.parent_call, c.parent_index
       FROM below CROSS JOIN calls c ON c.id = below.id`,
  );
  const selectInputs = ctx.prepare<GraphRows["inputs"][number]>(
    "SELECT call_id, idx, status, container_id FROM inputs WHERE call_id = ? ORDER BY idx LIMIT ?",
  );

  return (callId: string, limit: number): GraphRows | null => {
    const root = findRoot.get(callId);
    if (root === undefined) return null;
    const calls = selectCalls.all(root[0], limit);
    const inputs: GraphRows["inputs"][number][] = [];
    for (const [id] of calls) {
      if (inputs.length < limit) inputs.push(...selectInputs.all(id, limit - inputs.length));
    }
    return { calls, inputs };
  };
}
