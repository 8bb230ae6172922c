/** The script of Segment or RudderStack on the page: it knows the visitor's choice, its queue and its ids best. */
import type { Message } from './map-submission.js';

/** Also the vendors' snippets, which keep what they are told until the script has come. */
interface PageScript {
  identify(traits: object, options: object): void;
  track(event: string, properties: object, options: object): void;
  reset?(andAnonymousId: boolean): void;
}

export function findScript(): PageScript | undefined {
  const page = globalThis as unknown as Readonly<Record<string, PageScript | undefined>>;
  return ['analytics', 'rudderanalytics']
    .map((name) => page[name])
    .find((script) => typeof script?.identify === 'function' && typeof script.track === 'function');
}

/** She stays who she is there: an id, least of all an address, is for the site to give. */
export function tell(script: PageScript, messages: readonly Message[]): void {
  for (const message of messages) {
    const { messageId } = message;
    if (message.type === 'track') script.track(message.event, message.properties, { messageId });
    else script.identify(message.traits, { messageId });
  }
}
