/** The kinds of data in a definition, and what JSON cannot hold: `infinity` stands for every number without an end. */
export function kindOf(value: unknown): string {
  if (typeof value === 'number' && !isFinite(value)) return 'infinity';
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}
