/** Which view comes now, with what stands in it. */
import type { Answers } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import { own } from '../../model/own.js';
import type { Plan } from '../../model/plan.js';
import type { Profile } from '../../model/profile.js';
import type { Context } from '../context.js';
import type { ShownView } from '../pages/plain-form-page.js';
import { askableViews, shownFields, viewOf } from './askable.js';
import { planVisit, profileOf } from './plan-visit.js';
import { readAnswers } from './read-answers.js';
import { trapName } from './trap.js';
import { beginVisit, consentMark, currentView, withCurrent } from './visit.js';
import type { Visit } from './visit.js';
import type { CompletedView } from './write-view.js';

export type Planning = Pick<Context, 'clock' | 'pages'>;

/** A view that was sent, and the plan that saw its answers. */
export interface JudgedView extends ShownView {
  readonly values: Answers;
  readonly plan: Plan;
}

/** The first view of a stranger; nothing where she is asked nothing. */
export function openVisit(
  context: Planning & Pick<Context, 'mintId'>,
  form: FormConfig,
): ShownView | undefined {
  return nextView(context, form, beginVisit(form, context.mintId()), []);
}

/** `step`: comes first where it can still be asked. */
export function nextView(
  context: Planning,
  form: FormConfig,
  visit: Visit,
  done: readonly CompletedView[],
  step?: string,
): ShownView | undefined {
  const profile = profileOf(form, done, context.clock());
  const plan = planVisit(context, form, profile);
  const views = askableViews(form, plan);
  const view = views.find((one) => one.step === step) ?? views[0];
  return view && show(context, form, { visit: { ...visit, views: [...visit.views, view] }, plan, profile });
}

/**
 * The fields are those of the plan that sees the answers: some may speak against a question, or lead to one that was
 * not there. A view that they speak against as a whole stays as it was.
 */
export function judge(
  context: Planning,
  form: FormConfig,
  visit: Visit,
  profile: Profile,
  given: URLSearchParams,
): JudgedView {
  const sent = currentView(visit);
  const values = readAnswers(shownFields(form, sent), given);
  const plan = planVisit(context, form, profile, values);
  const planned = plan.steps.find(({ id }) => id === sent.step);
  const view = planned ? viewOf(planned) : sent;
  const shown = show(context, form, { visit: withCurrent(visit, view), plan, profile });
  const { trap } = shown;
  return { ...shown, values, plan, ...(trap && { trap: { ...trap, value: given.get(trap.name) ?? '' } }) };
}

interface Showing {
  readonly visit: Visit;
  /** The one that the last view is of. */
  readonly plan: Plan;
  readonly profile: Profile;
}

function show({ pages }: Planning, form: FormConfig, { visit, plan, profile }: Showing): ShownView {
  const view = currentView(visit);
  const fields = shownFields(form, view);
  const boxes = fields.filter(({ type }) => type === 'consent');
  const consents = boxes.map((field) => consentMark(field, form));
  const left = askableViews(form, plan).filter(({ step }) => step !== view.step).length;
  const name = trapName(form, profile);
  const trap = name === undefined ? {} : { trap: { name, value: '' } };
  return { form, page: own(pages, form.id), visit: { ...visit, consents }, fields, left, ...trap };
}
