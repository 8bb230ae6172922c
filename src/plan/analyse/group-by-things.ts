/** Brings together what cannot vary by itself. */

export interface Group {
  readonly paths: readonly string[];
  readonly things: readonly string[];
}

/** Paths that share a thing, directly or through others, are one group. */
export function groupByThings(things: ReadonlyMap<string, ReadonlySet<string>>): readonly Group[] {
  return [...things].reduce<readonly Group[]>((groups, [path, own]) => {
    const isNear = (group: Group) => group.things.some((thing) => own.has(thing));
    const near = groups.filter(isNear);
    const joined: Group = {
      paths: [...near.flatMap((group) => group.paths), path],
      things: [...new Set([...near.flatMap((group) => group.things), ...own])],
    };
    return [...groups.filter((group) => !isNear(group)), joined];
  }, []);
}
