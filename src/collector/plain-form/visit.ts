/**
 * What a page without script remembers of a visit, in one hidden field: which views it showed. No answer is in it;
 * those of earlier views are on record under the session.
 */
import * as z from 'zod/mini';
import type { Field, FormConfig } from '../../model/form-config.js';
import { digest } from '../digest.js';
import { parseJson } from '../parse-json.js';
import { idShape as id, lineShape as line } from '../wire-shapes.js';

/** Controls of our own in a form; no field can be called so. */
export const visitName = 'pf-visit';
export const skipName = 'pf-skip';

/** One page. */
export interface View {
  /** Id of the step. */
  readonly step: string;
  /** Names of all the fields that were planned for it, those that only a script can ask included. */
  readonly fields: readonly string[];
  /** Put off by the visitor. */
  readonly skipped?: boolean;
}

export interface Visit {
  readonly session: string;
  /** Of the definition, word by word. */
  readonly edition: string;
  /** The consents of the view that is shown, each with its words: recorded in these, or not at all. */
  readonly consents: readonly string[];
  /** In the order shown; the last is the one that is being answered. */
  readonly views: readonly View[];
}

const viewShape = z.object({
  step: line(128),
  fields: z.array(line(64)).check(z.maxLength(1_000)),
  skipped: z.exactOptional(z.boolean()),
});
const visitShape = z.object({
  session: id,
  edition: line(64),
  consents: z.array(line(64)).check(z.maxLength(1_000)),
  views: z.array(viewShape).check(z.minLength(1), z.maxLength(100)),
});

export const beginVisit = (form: FormConfig, session: string): Visit => ({
  session,
  edition: editionOf(form),
  consents: [],
  views: [],
});

/** The one that is shown. */
export const currentView = ({ views }: Visit): View => views.at(-1) ?? { step: '', fields: [] };

export const withCurrent = (visit: Visit, view: View): Visit => ({
  ...visit,
  views: [...visit.views.slice(0, -1), view],
});

/** Nothing where it is not ours. It may be of a definition that has changed since. */
export function readVisit(form: FormConfig, text: string | null): Visit | undefined {
  const { success, data } = visitShape.safeParse(parseJson(text ?? ''));
  const steps = form.steps.map((step) => step.id);
  const isOurs = success && (!isCurrent(form, data) || data.views.every(({ step }) => steps.includes(step)));
  return isOurs ? data : undefined;
}

export const isCurrent = (form: FormConfig, { edition }: Visit): boolean => edition === editionOf(form);

/** What of it the definition still has; the last view may be left without fields. */
export function renewVisit(form: FormConfig, visit: Visit): Visit {
  const names = form.fields.map(({ name }) => name);
  const isStep = (step: string) => form.steps.some(({ id }) => id === step);
  const renew = (view: View): View => ({
    ...view,
    fields: view.fields.filter((name) => isStep(view.step) && names.includes(name)),
  });
  const earlier = visit.views.slice(0, -1).map(renew);
  const kept = earlier.filter(({ fields }) => fields.length > 0);
  return { ...visit, edition: editionOf(form), views: [...kept, renew(currentView(visit))] };
}

/** Tells one consent in its words from every other. */
export const consentMark = ({ name, purpose, label, hint }: Field, { locale }: FormConfig): string =>
  digest(JSON.stringify([name, purpose, label, hint, locale])).slice(0, 32);

const editionOf = (form: FormConfig): string => digest(JSON.stringify(form)).slice(0, 32);
