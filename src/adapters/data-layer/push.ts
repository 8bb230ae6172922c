/** The one door to the list of a tag manager. */
import { own } from '../../model/own.js';

export type Entry = Readonly<Record<string, string | number | undefined>>;

interface List {
  push?(entry: object): unknown;
}

/** Longer values are cut by GA4 anyway. */
const longest = 100;

/**
 * Makes the list where the page has none yet, or has declared it without a value, as the snippet of the tag manager
 * would; leaves out what is not there.
 */
export function push(layer: string, event: string, entry: Entry): void {
  const page = globalThis as unknown as Record<string, List | undefined>;
  // What the page's own elements go by is no property of the window itself.
  const list: List = own(page, layer) ?? (page[layer] = []);
  const cut = Object.entries(entry)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, longest) : value] as const);
  list.push?.({ event, ...Object.fromEntries(cut) });
}
