/** PostHog's script on the page: it knows the visitor's choice, its queue and its ids best. */
import type { Submission } from '../../model/submission.js';
import { uuidOf, type Mapped } from './map-submission.js';

/** Also the vendor's snippet, which keeps what it is told until the script has come. */
interface PageScript {
  setPersonProperties(properties: object): void;
  capture(event: string, properties: object, options: object): void;
  reset?(): void;
}

export function findScript(): PageScript | undefined {
  const page = globalThis as { readonly posthog?: PageScript };
  const script = Object.hasOwn(page, 'posthog') ? page.posthog : undefined;
  const acts = [script?.capture, script?.setPersonProperties];
  return acts.every((act) => typeof act === 'function') ? script : undefined;
}

export function tell(
  script: PageScript,
  { person, events }: Mapped,
  { id, submittedAt }: Pick<Submission, 'id' | 'submittedAt'>,
): void {
  script.setPersonProperties(person);
  const timestamp = new Date(submittedAt);
  events.forEach(([event, properties], i) =>
    script.capture(event, properties, { uuid: uuidOf(id, i), timestamp }),
  );
}
