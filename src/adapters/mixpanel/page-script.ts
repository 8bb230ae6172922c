/** Mixpanel's script on the page: it knows the visitor's choice and her id best. */
import type { Mapped } from './map-submission.js';

interface PageScript {
  get_distinct_id(): string;
  identify(id: string): void;
  track(event: string, properties: object): void;
  reset?(): void;
  readonly people?: { set(properties: object): void; union(lists: object): void };
}

/** Not the snippet alone: it would keep the answers on the device until the site names the visitor, maybe for ever. */
export function findScript(): PageScript | undefined {
  const page = globalThis as { readonly mixpanel?: PageScript };
  const script = Object.hasOwn(page, 'mixpanel') ? page.mixpanel : undefined;
  const acts = [script?.get_distinct_id, script?.track, script?.people?.set];
  return acts.every((act) => typeof act === 'function') ? script : undefined;
}

export function tell(script: PageScript, { set, union, events }: Mapped): void {
  // The id that she has already: from now on her profile is sent, instead of being kept on the device.
  script.identify(script.get_distinct_id());
  script.people?.set(set);
  script.people?.union(union);
  for (const [event, properties] of events) script.track(event, properties);
}
