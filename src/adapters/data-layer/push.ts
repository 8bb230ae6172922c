/** The one door to the list of a tag manager. */

export type Entry = Readonly<Record<string, string | number | undefined>>;

/** Longer values are cut by GA4 anyway. */
const longest = 100;

/** Makes the list where the page has none yet, as the snippet of the tag manager would; leaves out what is not there. */
export function push(layer: string, event: string, entry: Entry): void {
  const page = globalThis as unknown as Record<string, { push?(entry: object): unknown } | undefined>;
  // What the page's own elements go by is no property of the window itself.
  if (!Object.hasOwn(page, layer)) page[layer] = [];
  const cut = Object.entries(entry)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, longest) : value] as const);
  page[layer]?.push?.({ event, ...Object.fromEntries(cut) });
}
