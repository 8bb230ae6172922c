/** The script of Segment or RudderStack on the page: it knows the visitor's choice, its queue and its ids best. */
import type { Mapped } from './map-submission.js';

/** Also the vendors' snippets, which keep what they are told until the script has come. */
interface PageScript {
  identify(traits: object): void;
  track(event: string, properties: object): void;
  reset?(): void;
}

export function findScript(): PageScript | undefined {
  const page = globalThis as unknown as Readonly<Record<string, PageScript | undefined>>;
  return ['analytics', 'rudderanalytics']
    .map((name) => (Object.hasOwn(page, name) ? page[name] : undefined))
    .find((script) => typeof script?.identify === 'function' && typeof script.track === 'function');
}

/** She stays who she is there: an id, least of all an address, is for the site to give. */
export function tell(script: PageScript, { traits, events }: Mapped): void {
  script.identify(traits);
  for (const [event, properties] of events) script.track(event, properties);
}
