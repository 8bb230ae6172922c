/** The plan of a visit, made here by the same functions as on the page. */
import { mayReadSignal } from '../consent/may-read-signal.js';
import type { Answers } from '../model/answers.js';
import type { FormConfig } from '../model/form-config.js';
import type { Plan } from '../model/plan.js';
import type { Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';
import { planFields } from '../plan/plan-fields.js';
import { createRules } from '../plan/rules/create-rules.js';
import { emailKind } from '../profile/email-kind.js';
import type { Context } from './context.js';
import { recallProfile } from './recall-profile.js';

export function planFor(form: FormConfig, profile: Profile, signals: Signals, answers?: Answers): Plan {
  return planFields(form, profile, signals, answers, createRules(form, emailKind));
}

/**
 * What the person would be asked who comes by a link now. What she will do on the page nobody knows before: whatever
 * makes the form appear is taken to have happened, and other signals are missing, save where the page is.
 */
export async function planForPerson(
  { db, pages }: Pick<Context, 'db' | 'pages'>,
  { trigger: _, ...form }: FormConfig,
  personId: string,
  now: number,
): Promise<Plan> {
  const profile = await recallProfile(db, form, { personId }, { now, strength: 'link' });
  return planFor(form, profile, { now, values: pageSignals(form, profile, pages[form.id]) });
}

/** Only those that the page itself may read. */
export function pageSignals(
  form: FormConfig,
  { consents }: Profile,
  page: string | undefined,
): Signals['values'] {
  if (page === undefined || !URL.canParse(page)) return {};
  const { pathname, host } = new URL(page);
  const all = Object.entries({ 'page.path': pathname, 'page.host': host });
  return Object.fromEntries(all.filter(([path]) => mayReadSignal(form, consents, path)));
}

/** A consent box and what is only shown filled in beside it are no questions. */
export function asksAnything({ steps }: Plan, { fields }: FormConfig): boolean {
  const boxes = new Set(fields.filter(({ type }) => type === 'consent').map(({ name }) => name));
  return steps
    .flatMap(({ ask, confirm }) => [...ask, ...confirm])
    .some(({ field, reason }) => reason.word !== 'prefilled' && !boxes.has(field));
}
