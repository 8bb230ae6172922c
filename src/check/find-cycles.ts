/** Fields whose conditions wait for each other, so that none of them could be asked first. */

/** `uses` holds, by field, the fields that its condition looks at. Each cycle is told once: `['a', 'b', 'a']`. */
export function findCycles(uses: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    const start = trail.indexOf(name);
    if (start >= 0) cycles.push([...trail.slice(start), name]);
    if (start >= 0 || done.has(name)) return;
    for (const next of uses.get(name) ?? []) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of uses.keys()) visit(name, []);
  return cycles;
}
