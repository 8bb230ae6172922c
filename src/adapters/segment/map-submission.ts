/** A submission as the Segment family takes it: what is now known of the person, and what happened. */
import type { Submission } from '../../model/submission.js';
import { consentTexts } from '../consent-answers.js';
import type { NameMap } from '../names.js';
import { names as usual } from './map-names.js';

type Properties = Readonly<Record<string, unknown>>;

export type Message = { readonly messageId: string } & (
  | { readonly type: 'identify'; readonly traits: Properties }
  | { readonly type: 'track'; readonly event: string; readonly properties: Properties }
);

/**
 * Answers are traits, and in no event: those go on to many more. Traits are also `consent_<purpose>` with the text
 * agreed to and, where this submission brought it about, `stage` and `segments`, which `Stage Reached` tells too. A name
 * with a dot is of a group: `address.city`. `company` alone is its name, `address` its street.
 */
export function mapSubmission(submission: Submission, names?: NameMap): readonly Message[] {
  const { id, formId, step, exposures, consents, reached, earlier, answers } = submission;
  const arrived = place(reached, names);
  const about = {
    submission_id: id,
    form_id: formId,
    step,
    variants: exposures[0] && exposures,
  };
  const messages = [
    {
      type: 'identify',
      traits: place({ ...consentTexts(consents), ...reached, ...earlier, ...answers }, names),
    },
    { type: 'track', event: 'Form Step Submitted', properties: about },
    ...(Object.keys(arrived)[0]
      ? [{ type: 'track', event: 'Stage Reached', properties: { ...about, ...arrived } } as const]
      : []),
  ] as const;
  return messages.map((message, i) => ({ ...message, messageId: `${id}-${i}` }));
}

/** Each where its name says; an empty one drops it. */
function place(values: object | undefined, names?: NameMap): Properties {
  // A field may be called like a member of all objects.
  const paths: Readonly<Record<string, string | null>> = { __proto__: null, ...usual, ...names };
  const placed: Record<string, unknown> = {};
  for (const [field, value] of Object.entries<unknown>({ ...values })) {
    const [group, part = group === 'company' && 'name'] = (paths[field] ?? field).split('.');
    if (group) placed[group] = part ? { ...(placed[group] as Properties), [part]: value } : value;
  }
  return placed;
}
