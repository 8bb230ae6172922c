/**
 * Keeps reserves back: of the queued fields of a step as many are open, in their order, as other fields of it are
 * closed because they are known or refused for good. Of the steps that come into question the first that lists a
 * field speaks for it.
 */
import type { FormConfig } from '../../model/form-config.js';
import type { Judgements } from '../../model/ports.js';
import type { Profile } from '../../model/profile.js';
import { own } from '../../model/own.js';
import { closeFields } from './close-fields.js';
import type { Rule } from './rule.js';

type Judged = NonNullable<ReturnType<Judgements['get']>>;

export function createQueueRule({ fields }: FormConfig): Rule | undefined {
  if (!fields.some(({ queued }) => queued)) return undefined;
  return {
    judge: (judged, steps, profile) => {
      const seen = new Set<string>();
      const waiting = new Set<string>();
      for (const step of steps) {
        const listed = step.fields.flatMap((name) => judged.get(name) ?? []);
        let free = listed.filter((one) => isSpared(one, profile)).length;
        for (const { field, open, reason } of listed) {
          if (!field.queued || !open || isKnown(reason) || seen.has(field.name)) continue;
          seen.add(field.name);
          if (--free < 0) waiting.add(field.name);
        }
      }
      return closeFields(judged, { word: 'queued' }, (name) => waiting.has(name));
    },
  };
}

/** What is only to be confirmed is no question either. */
const isKnown = ({ word }: Judged['reason']): boolean => word === 'known' || word === 'unconfirmed';

/** A consent box is no question, so that nothing takes its place. */
function isSpared({ field: { name, queued, type }, reason: { word } }: Judged, { asks }: Profile): boolean {
  if (queued || type === 'consent') return false;
  const ask = own(asks, name);
  return isKnown({ word }) || (word === 'paused' && ask?.outcome === 'refused' && ask.until === undefined);
}
