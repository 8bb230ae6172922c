/** What a person's facts are worth now, in the words of the forms she answered. */
import type { FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import { bantCriteria } from '../../plan/rules/bant.js';
import { createRules } from '../../plan/rules/create-rules.js';
import { emailKind } from '../../profile/email-kind.js';
import { groupBy } from '../facts-by-field.js';
import type { LeadBant, LeadScore } from '../lead.js';
import type { PastConsent, PastFact, PastStep } from './history.js';
import { countVisits, declaredSignals, keyOf, writeProfile } from './list-moments.js';

/** All that was said of each fact; of consents the latest of each are enough. */
export interface Standing {
  readonly facts: readonly Omit<PastFact, 'submissionId'>[];
  readonly consents: readonly Pick<PastConsent, 'purpose' | 'at'>[];
  readonly steps: readonly Pick<PastStep, 'sessionId' | 'formId' | 'at' | 'signals'>[];
}

export interface Rating {
  readonly scores: readonly LeadScore[];
  readonly bant?: LeadBant;
}

export function rateLead(forms: ReadonlyMap<string, FormConfig>, standing: Standing, now: number): Rating {
  const answered = new Set(standing.steps.map(({ formId }) => formId));
  const rated = [...forms.values()].filter((form) => answered.has(form.id) && isRated(form));
  const all = rated.map((form) => ({ form, classes: classesOf(form, standing, now) }));
  const scores = all.flatMap(({ form, classes }) =>
    Object.keys(form.scores ?? {}).map((id) => ({
      formId: form.id,
      id,
      points: Number(classes[`score.${id}`] ?? 0),
    })),
  );
  if (!rated.some(asksBant)) return { scores };
  const isKnown = (name: string) => all.some(({ classes }) => classes[`bant.${name}`] === true);
  const known = bantCriteria.map((name) => [name, isKnown(name)] as const);
  const complete = known.filter(([, is]) => is).length;
  return { scores, bant: { ...(Object.fromEntries(known) as Omit<LeadBant, 'complete'>), complete } };
}

const asksBant = ({ fields }: FormConfig) => fields.some(({ bant }) => bant !== undefined);
const isRated = (form: FormConfig) => form.scores !== undefined || asksBant(form);

function classesOf(form: FormConfig, { facts, consents, steps }: Standing, now: number): Profile['classes'] {
  const held = {
    facts: groupBy(facts, keyOf),
    consents: new Map(consents.map((one) => [one.purpose, one])),
  };
  const inOrder = [...steps].sort((a, b) => a.at.getTime() - b.at.getTime());
  const ofForm = inOrder.filter(({ formId }) => formId === form.id);
  const visits = { count: countVisits(inOrder), submissions: countVisits(ofForm), steps: 0 };
  const profile = writeProfile(form, held, visits, now);
  // What the page said when the form was last answered: that a machine did it, for example.
  const last = ofForm.at(-1);
  const values = last ? declaredSignals(form, last) : {};
  return createRules(form, emailKind).derive(profile, { now, values }, {}).classes;
}
