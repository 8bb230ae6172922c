/** The plan of a visit without script, by the same functions as on the page. */
import type { Answers } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Plan } from '../../model/plan.js';
import { emptyProfile } from '../../model/profile.js';
import type { Profile } from '../../model/profile.js';
import { visitGap } from '../../profile/count-visit.js';
import { learnAnswers } from '../../profile/learn-answers.js';
import { rulesOf } from '../../profile/merge-profiles.js';
import type { Context } from '../context.js';
import { pageSignals, planFor } from '../plan-for-person.js';
import { shownFields } from './askable.js';
import type { CompletedView } from './write-view.js';

/** Nobody is known but by what was told on this visit. `now`: milliseconds since 1970. */
export const profileOf = (form: FormConfig, done: readonly CompletedView[], now: number): Profile =>
  done.reduce((profile, view) => learnView(form, profile, view, now), emptyProfile());

export function learnView(form: FormConfig, profile: Profile, done: CompletedView, now: number): Profile {
  const { view, answers, consents, at } = done;
  const until = new Date(Date.parse(at) + visitGap).toISOString();
  // Nothing comes twice on one visit, whatever became of the answer.
  const asks = Object.fromEntries(
    view.fields.map((name) => [name, { at, outcome: 'answered', until } as const]),
  );
  // As many as the plan counted, so that a budget is spent as on the page.
  const questions = shownFields(form, view).filter(({ type }) => type !== 'consent').length;
  const written = { id: '', sessionId: '', step: view.step, formId: form.id, formVersion: form.version };
  const told = { answers, consents, asks, questions, submittedAt: at, signals: {}, exposures: [] };
  return learnAnswers(profile, { ...written, ...told }, rulesOf(form, now));
}

/** What makes the form appear is taken to have happened: without script nothing could tell. */
export function planVisit(
  { pages, clock }: Pick<Context, 'pages' | 'clock'>,
  { trigger: _, ...form }: FormConfig,
  profile: Profile,
  answers: Answers = {},
): Plan {
  return planFor(
    form,
    profile,
    { now: clock(), values: pageSignals(form, profile, pages[form.id]) },
    answers,
  );
}
