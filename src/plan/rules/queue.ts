/**
 * Keeps reserves back: of the queued fields of a step as many are open, in their order, as other fields of it are
 * closed because they are known. The first step that lists a field speaks for it.
 */
import type { Field, FormConfig } from '../../model/form-config.js';
import { closeFields } from './close-fields.js';
import type { Rule } from './rule.js';

export function createQueueRule({ fields }: FormConfig): Rule | undefined {
  if (!fields.some(({ queued }) => queued)) return undefined;
  return {
    judge: (judged, steps) => {
      const seen = new Set<string>();
      const waiting = new Set<string>();
      for (const step of steps) {
        const own = step.fields.flatMap((name) => judged.get(name) ?? []);
        let free = own.filter(({ field, reason }) => isSpared(field) && reason.word === 'known').length;
        for (const { field, open } of own) {
          if (!field.queued || !open || seen.has(field.name)) continue;
          seen.add(field.name);
          if (--free < 0) waiting.add(field.name);
        }
      }
      return closeFields(judged, { word: 'queued' }, (name) => waiting.has(name));
    },
  };
}

/** A consent box is no question, so that nothing takes its place. */
const isSpared = ({ queued, type }: Field): boolean => !queued && type !== 'consent';
