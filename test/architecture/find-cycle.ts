/** For each file, the files it imports. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** A way from a file back to itself, first and last the same; nothing where there is none. */
export function findCycle(graph: Graph): readonly string[] | undefined {
  const settled = new Set<string>();
  const walk = (path: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (settled.has(path)) return undefined;
    for (const next of graph.get(path) ?? []) {
      const cycle = walk(next, [...trail, path]);
      if (cycle) return cycle;
    }
    settled.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const cycle = walk(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}
