/** What has a fixed value goes with its step without being shown, as it does on the page. */
import { checkAnswers } from '../../check/check-answers.js';
import { isBlank } from '../../model/answers.js';
import type { Answers, AnswerValue } from '../../model/answers.js';
import type { Field, FormConfig } from '../../model/form-config.js';
import type { Plan } from '../../model/plan.js';
import type { Context } from '../context.js';
import type { View } from './visit.js';

/**
 * The view with those of its step whose condition holds and whose purpose may be pursued, as the plan says; a consent
 * that is given in the same view counts. Nobody could put a value right that will not do, so that it is left out.
 */
export async function carryFixed(
  { special }: Pick<Context, 'special'>,
  form: FormConfig,
  { skip }: Plan,
  view: View,
  given: Answers,
): Promise<View> {
  const agreed = form.fields.filter(({ name, type }) => type === 'consent' && given[name] === true);
  const mayGo = ({ name, purpose }: Field) => {
    const word = skip.find(({ field }) => field === name)?.reason.word;
    return word === 'hidden' || (word === 'consent' && agreed.some((box) => box.purpose === purpose));
  };
  const listed = form.steps.find(({ id }) => id === view.step)?.fields ?? [];
  const isHidden = (name: string) => form.fields.some((one) => one.name === name && one.type === 'hidden');
  const found = form.fields.filter(
    ({ name, value, transient }) => isHidden(name) && listed.includes(name) && !transient && !isBlank(value),
  );
  const fixed = found.filter(mayGo);
  const values = Object.fromEntries(fixed.map(({ name, value }) => [name, value as AnswerValue]));
  const issues = [...checkAnswers(fixed, values), ...(await special.check(fixed, values))];
  const good = fixed.filter(({ name }) => !issues.some(({ field }) => field === name));
  const shown = view.fields.filter((name) => !isHidden(name));
  return { ...view, fields: [...shown, ...good.map(({ name }) => name)] };
}
