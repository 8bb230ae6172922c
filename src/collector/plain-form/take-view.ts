/** What becomes of a view that was sent: it is shown again, or recorded and followed by the next one. */
import { checkAnswers } from '../../check/check-answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import type { Submission } from '../../model/submission.js';
import type { Context } from '../context.js';
import type { ShownView } from '../pages/plain-form-page.js';
import { findSpecialIssues } from '../record/check-submission.js';
import { recordSubmission } from '../record/record-submission.js';
import { carryFixed } from './carry-fixed.js';
import { isMailed } from './is-mailed.js';
import { learnView, profileOf } from './plan-visit.js';
import { readAnswers } from './read-answers.js';
import { recallViews } from './recall-views.js';
import { judge, nextView, openVisit } from './show-view.js';
import type { JudgedView } from './show-view.js';
import { readTrap } from './trap.js';
import {
  consentMark,
  currentView,
  isCurrent,
  readVisit,
  renewVisit,
  skipName,
  visitName,
  withCurrent,
} from './visit.js';
import type { Visit } from './visit.js';
import { completeView, writeView } from './write-view.js';
import type { CompletedView } from './write-view.js';

export type Taken =
  | { readonly kind: 'view'; readonly shown: ShownView }
  /** `mailed`: the visitor is asked to confirm her address. */
  | { readonly kind: 'done'; readonly mailed: boolean }
  /** Nothing was sent on this visit, and nothing is left to ask. */
  | { readonly kind: 'skipped' };

/** `text`: as it was posted. Resolves after the commit; throws a `Refusal` where it cannot be recorded. */
export async function takeView(context: Context, form: FormConfig, text: string): Promise<Taken> {
  const given = new URLSearchParams(text);
  const visit = readVisit(form, given.get(visitName));
  if (!visit) return startAgain(context, form, given);
  if (!isCurrent(form, visit)) return resume(context, form, visit, given);
  const earlier = await recallViews(context.db, form, visit, context.clock());
  if (given.has(skipName) && isSkippable(form, visit)) return skip(context, form, visit, earlier);
  const profile = profileOf(form, earlier, context.clock());
  const shown = judge(context, form, visit, profile, given);
  const known = currentView(visit).fields;
  if (shown.fields.some(({ name }) => !known.includes(name))) {
    return { kind: 'view', shown: { ...shown, notice: 'moreAsked' } };
  }
  return answer(context, { shown, earlier, profile, text });
}

interface Answered {
  readonly shown: JudgedView;
  readonly earlier: readonly CompletedView[];
  /** What was known before. */
  readonly profile: Profile;
  readonly text: string;
}

async function answer(context: Context, answered: Answered): Promise<Taken> {
  const { shown, earlier, text } = answered;
  const { form, visit, fields, values } = shown;
  const plain = checkAnswers(fields, values);
  const { done, submission } = await write(context, answered);
  const special = await findSpecialIssues(context, submission);
  const issues = [...plain, ...special.filter(({ field }) => fields.some(({ name }) => name === field))];
  if (issues.length > 0) return { kind: 'view', shown: { ...shown, issues } };
  // What was posted is the same on a reload, while the instants in the submission are not.
  await recordSubmission(context, { id: submission.id, sentAt: context.clock(), body: text, submission });
  return goOn(context, form, withCurrent(visit, done.view), [...earlier, done]);
}

async function write(
  context: Context,
  { shown, earlier, profile, text }: Answered,
): Promise<{ readonly done: CompletedView; readonly submission: Submission }> {
  const { form, visit, values, plan } = shown;
  const now = context.clock();
  const view = await carryFixed(context, form, plan, currentView(visit), values);
  const done = completeView(form, view, values, new Date(now).toISOString());
  const { consents } = learnView(form, profile, done, now);
  const signals = readTrap(shown.trap?.value ?? '');
  const writing = { session: visit.session, text, earlier, consents, signals };
  return { done, submission: writeView(form, done, writing) };
}

/** "Not now": of the whole step, for this visit. Nobody is known on the next one, so that nothing is to be recorded. */
function skip(
  context: Context,
  form: FormConfig,
  visit: Visit,
  earlier: readonly CompletedView[],
): Promise<Taken> {
  const { step } = currentView(visit);
  const view = { step, fields: form.steps.find(({ id }) => id === step)?.fields ?? [], skipped: true };
  const at = new Date(context.clock()).toISOString();
  return goOn(context, form, withCurrent(visit, view), [...earlier, { view, answers: {}, consents: [], at }]);
}

async function goOn(
  context: Context,
  form: FormConfig,
  visit: Visit,
  done: readonly CompletedView[],
  step?: string,
): Promise<Taken> {
  const shown = nextView(context, form, visit, done, step);
  if (shown) return { kind: 'view', shown };
  if (done.every(({ view }) => view.skipped)) return { kind: 'skipped' };
  return { kind: 'done', mailed: await isMailed(context.db, form, visit.session) };
}

/** What was typed stays, save for consents: their words may be others now. */
function startAgain(context: Context, form: FormConfig, given: URLSearchParams): Taken {
  const shown = openVisit(context, form);
  if (!shown) return { kind: 'skipped' };
  const values = readAnswers(
    shown.fields.filter(({ type }) => type !== 'consent'),
    given,
  );
  return { kind: 'view', shown: { ...shown, values, notice: 'formChanged' } };
}

/**
 * The definition has changed since the view was shown: it is shown again as it is now, with what was typed and with
 * the consents whose words are still the same, and the visit goes on.
 */
async function resume(context: Context, form: FormConfig, old: Visit, sent: URLSearchParams): Promise<Taken> {
  const visit = renewVisit(form, old);
  const earlier = await recallViews(context.db, form, visit, context.clock());
  const before = { ...visit, views: visit.views.slice(0, -1) };
  const taken = await goOn(context, form, before, earlier, currentView(visit).step);
  if (taken.kind !== 'view') return taken;
  const given = new URLSearchParams(sent);
  for (const field of form.fields) {
    const isSame = old.consents.includes(consentMark(field, form));
    if (field.type === 'consent' && !isSame) given.delete(field.name);
  }
  const profile = profileOf(form, earlier, context.clock());
  const shown = judge(context, form, taken.shown.visit, profile, given);
  const values = readAnswers(shown.fields, given);
  return { kind: 'view', shown: { ...shown, values, notice: 'formChanged' } };
}

const isSkippable = ({ steps }: FormConfig, visit: Visit): boolean =>
  steps.find(({ id }) => id === currentView(visit).step)?.skippable ?? false;
