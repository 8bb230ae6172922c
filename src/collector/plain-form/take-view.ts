/** What becomes of a view that was sent: it is shown again, or recorded and followed by the next one. */
import { checkAnswers } from '../../check/check-answers.js';
import type { FormConfig } from '../../model/form-config.js';
import { own } from '../../model/own.js';
import type { Plan } from '../../model/plan.js';
import type { Profile } from '../../model/profile.js';
import type { Context } from '../context.js';
import type { ShownView } from '../pages/plain-form-page.js';
import { recordSubmission } from '../record/record-submission.js';
import { askableViews, shownFields, viewOf } from './askable.js';
import { learnView, planVisit, profileOf } from './plan-visit.js';
import { readAnswers } from './read-answers.js';
import { recallViews } from './recall-views.js';
import { readTrap, trapName } from './trap.js';
import { beginVisit, currentView, readVisit, skipName, visitName, withCurrent } from './visit.js';
import type { Visit } from './visit.js';
import { completeView, writeView } from './write-view.js';
import type { CompletedView } from './write-view.js';

/** `skipped`: nothing was sent on this visit, and nothing is left to ask. */
export type Taken =
  { readonly kind: 'view'; readonly shown: ShownView } | { readonly kind: 'done' | 'skipped' };

type Planning = Pick<Context, 'clock' | 'pages'>;

/** The first view of a stranger; nothing where she is asked nothing. */
export function openVisit(
  context: Planning & Pick<Context, 'mintId'>,
  form: FormConfig,
): ShownView | undefined {
  return nextView(context, form, beginVisit(form, context.mintId()), []);
}

/** `text`: as it was posted. Resolves after the commit; throws a `Refusal` where it cannot be recorded. */
export async function takeView(context: Context, form: FormConfig, text: string): Promise<Taken> {
  const given = new URLSearchParams(text);
  const visit = readVisit(form, given.get(visitName));
  if (!visit) return startAgain(context, form, given);
  const earlier = await recallViews(context.db, form, visit, context.clock());
  if (given.has(skipName) && isSkippable(form, visit)) return skip(context, form, visit, earlier);
  const profile = profileOf(form, earlier, context.clock());
  const shown = judge(context, form, visit, profile, given);
  const known = currentView(visit).fields;
  if (shown.fields.some(({ name }) => !known.includes(name))) {
    return { kind: 'view', shown: { ...shown, notice: 'moreAsked' } };
  }
  const issues = checkAnswers(shown.fields, shown.values);
  if (issues.length > 0) return { kind: 'view', shown: { ...shown, issues } };
  return record(context, { shown, earlier, profile, text });
}

/**
 * The fields are those of the plan that sees the answers: some may speak against a question, or lead to one that was
 * not there. A view that they speak against as a whole stays as it was.
 */
function judge(context: Planning, form: FormConfig, visit: Visit, profile: Profile, given: URLSearchParams) {
  const sent = currentView(visit);
  const values = readAnswers(shownFields(form, sent), given);
  const plan = planVisit(context, form, profile, values);
  const planned = plan.steps.find(({ id }) => id === sent.step);
  const view = planned ? viewOf(form, plan, planned) : sent;
  const shown = show(context, form, { visit: withCurrent(visit, view), plan, profile });
  const { trap } = shown;
  return { ...shown, values, ...(trap && { trap: { ...trap, value: given.get(trap.name) ?? '' } }) };
}

interface Answered {
  readonly shown: ReturnType<typeof judge>;
  readonly earlier: readonly CompletedView[];
  /** What was known before. */
  readonly profile: Profile;
  readonly text: string;
}

async function record(context: Context, { shown, earlier, profile, text }: Answered): Promise<Taken> {
  const { form, visit, values } = shown;
  const now = context.clock();
  const done = completeView(form, currentView(visit), values, new Date(now).toISOString());
  const { consents } = learnView(form, profile, done, now);
  const writing = {
    session: visit.session,
    text,
    earlier,
    consents,
    signals: readTrap(shown.trap?.value ?? ''),
  };
  const submission = writeView(form, done, writing);
  // What was posted is the same on a reload, while the instants in the submission are not.
  await recordSubmission(context, { id: submission.id, sentAt: now, body: text, submission });
  return goOn(context, form, visit, [...earlier, done]);
}

/** "Not now": of the whole step, for this visit. Nobody is known on the next one, so that nothing is to be recorded. */
function skip(context: Planning, form: FormConfig, visit: Visit, earlier: readonly CompletedView[]): Taken {
  const { step } = currentView(visit);
  const view = { step, fields: form.steps.find(({ id }) => id === step)?.fields ?? [], skipped: true };
  const at = new Date(context.clock()).toISOString();
  return goOn(context, form, withCurrent(visit, view), [...earlier, { view, answers: {}, consents: [], at }]);
}

function goOn(context: Planning, form: FormConfig, visit: Visit, done: readonly CompletedView[]): Taken {
  const shown = nextView(context, form, visit, done);
  if (shown) return { kind: 'view', shown };
  return { kind: done.every(({ view }) => view.skipped) ? 'skipped' : 'done' };
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

function nextView(
  context: Planning,
  form: FormConfig,
  visit: Visit,
  done: readonly CompletedView[],
): ShownView | undefined {
  const profile = profileOf(form, done, context.clock());
  const plan = planVisit(context, form, profile);
  const [view] = askableViews(form, plan);
  return view && show(context, form, { visit: { ...visit, views: [...visit.views, view] }, plan, profile });
}

interface Showing {
  readonly visit: Visit;
  /** The one that the last view is of. */
  readonly plan: Plan;
  readonly profile: Profile;
}

function show({ pages }: Planning, form: FormConfig, { visit, plan, profile }: Showing): ShownView {
  const view = currentView(visit);
  const left = askableViews(form, plan).filter(({ step }) => step !== view.step).length;
  const name = trapName(form, profile);
  const trap = name === undefined ? {} : { trap: { name, value: '' } };
  return { form, page: own(pages, form.id), visit, fields: shownFields(form, view), left, ...trap };
}

const isSkippable = ({ steps }: FormConfig, visit: Visit): boolean =>
  steps.find(({ id }) => id === currentView(visit).step)?.skippable ?? false;
