/** What a page without script can ask of what is planned. */
import type { Field, FormConfig } from '../../model/form-config.js';
import type { Plan, PlannedStep } from '../../model/plan.js';
import type { View } from './visit.js';

/**
 * A secret is handed to a script of the host page and to nobody else; what the host page fills in, it is not there to
 * fill in.
 */
const isAskable = ({ type, transient }: Field): boolean =>
  !transient && type !== 'password' && type !== 'hidden';

/** The fields of a view that are shown, in the order of its step. */
export function shownFields({ fields, steps }: FormConfig, view: View): readonly Field[] {
  const order = steps.find(({ id }) => id === view.step)?.fields ?? [];
  const shown = order.filter((name) => view.fields.includes(name));
  return shown.flatMap((name) => fields.find((field) => field.name === name && isAskable(field)) ?? []);
}

/**
 * What this visit has told is not shown again, filled in, on its later views: the id of a session does not prove who
 * asks.
 */
export const viewOf = ({ id, ask }: PlannedStep): View => ({
  step: id,
  fields: ask.filter(({ reason }) => reason.word !== 'prefilled').map(({ field }) => field),
});

/** The views that are still to come, without those of which nothing can be asked here. */
export const askableViews = (form: FormConfig, plan: Plan): readonly View[] =>
  plan.steps.map(viewOf).filter((view) => shownFields(form, view).length > 0);
