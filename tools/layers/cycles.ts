/** Which file imports which, by paths. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** One cycle for every knot of files that import each other, each a path that ends where it began. */
export function findCycles(graph: Graph): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (file: string): void => {
    state.set(file, "open");
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const seen = state.get(next);
      if (seen === undefined) visit(next);
      else if (seen === "open") cycles.push([...path.slice(path.indexOf(next)), next]);
    }
    path.pop();
    state.set(file, "done");
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return cycles;
}
