/** A submission as the Segment family takes it: what is now known of the person, and what happened. */
import type { Submission } from '../../model/submission.js';
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
 * with a dot is of a group: `address.city`. `company` alone is its name.
 */
export function mapSubmission(submission: Submission, names?: NameMap): readonly Message[] {
  const { id, formId, step, exposures, reached } = submission;
  const about = {
    form_id: formId,
    step,
    submission_id: id,
    ...(exposures.length && { variants: exposures }),
  };
  const track = (event: string, more?: object) =>
    ({ type: 'track', event, properties: { ...about, ...more } }) as const;
  const messages = [
    { type: 'identify', traits: mapTraits(submission, names) } as const,
    track('Form Step Submitted'),
    ...(reached ? [track('Stage Reached', reached)] : []),
  ];
  return messages.map((message, i) => ({ ...message, messageId: `${id}-${i}` }));
}

function mapTraits({ answers, reached, consents }: Submission, names?: NameMap): Properties {
  const paths = { ...usual, ...names };
  const agreed = Object.fromEntries(consents.map(({ purpose, text }) => [`consent_${purpose}`, text]));
  const traits: Record<string, unknown> = {};
  for (const [field, value] of Object.entries({ ...agreed, ...reached, ...answers })) {
    const path = Object.hasOwn(paths, field) ? paths[field] : field;
    const [group, part = group === 'company' && 'name'] = path?.split('.') ?? [];
    if (group) traits[group] = part ? { ...(traits[group] as Properties), [part]: value } : value;
  }
  return traits;
}
