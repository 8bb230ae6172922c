/**
 * Dynamic Yield by its script on the page, which has chosen already and is only asked what: the campaign by its name or
 * number, and the name of its variation.
 */
import { own } from '../../model/own.js';
import type { FlagClient } from '../../model/ports.js';

interface Scripts {
  readonly DYO?: { getUserObjectsAndVariations?(): readonly Campaign[] };
  readonly DY?: { API?(verb: 'event', event: object): void };
}

interface Campaign {
  readonly objectId: number;
  readonly objectName: string;
  /** Names. */
  readonly variations: readonly string[];
}

/** Looked up anew each time; never what an element of that id puts in its place. */
const find = <N extends keyof Scripts>(name: N) =>
  own(globalThis as unknown as Readonly<Record<string, Scripts[N]>>, name);

export function createPageClient(): FlagClient {
  return {
    name: 'dynamic-yield',
    decide({ key, variants }) {
      const campaigns = find('DYO')?.getUserObjectsAndVariations?.() ?? [];
      const campaign = campaigns.find((one) => one.objectName === key || String(one.objectId) === key);
      return variants.find((variant) => campaign?.variations.includes(variant));
    },
    track(event, { key, variant }) {
      find('DY')?.API?.('event', { name: `${key}-${event}`, properties: { variant } });
    },
  };
}
