/** `fields[2]` and `type` give `fields[2].type`; what is no plain name stands in brackets: `when["visit.count"]`. */
export function joinPath(path: string, name: string): string {
  if (!/^[\w$]+$/.test(name)) return `${path}["${name}"]`;
  return path ? `${path}.${name}` : name;
}
