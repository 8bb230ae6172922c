/** `{…}` in a text are gaps; what nothing is known for stays as it is. */
export function fillGaps(text: string, gaps: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
}
